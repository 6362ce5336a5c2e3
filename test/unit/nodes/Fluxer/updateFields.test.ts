import { Changes } from '../../../../nodes/Fluxer/updateFields';

const input = (message: string) =>
	expect.objectContaining({ kind: 'input', message: expect.stringContaining(message) });

describe('changes', () => {
	it('tell what is to be cleared from what is new and from what stays', () => {
		const changes = new Changes({ clear: ['bio'], avatar: 'aGVsbG8=' });
		expect(['bio', 'avatar', 'banner'].map((name) => changes.clearable(name, name))).toEqual([
			null,
			'aGVsbG8=',
			undefined,
		]);
	});

	it.each([
		[{ bio: ' ' }, 'The field "Bio" is empty'],
		[{ bio: null }, 'The field "Bio" is empty'],
		[{ bio: undefined }, 'The field "Bio" is empty'],
		[{ bio: 'Helps', clear: ['bio'] }, 'The field "Bio" is to be changed and to be cleared'],
	])('%j is no way to clear', (values, message) => {
		expect(() => new Changes(values).clearable('bio', 'Bio')).toThrow(input(message));
	});
});
