import { Changes } from '../../../../nodes/Fluxer/updateFields';

describe('changes', () => {
	it('tell what was added and left empty from what was not added', () => {
		const changes = new Changes({ bio: ' ', avatar: 'aGVsbG8=' });
		expect(['bio', 'avatar', 'banner'].map((name) => changes.clearable(name))).toEqual([
			null,
			'aGVsbG8=',
			undefined,
		]);
	});
});
