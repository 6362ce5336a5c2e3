import { allFitting, withinMaxLength } from '../../../../nodes/Fluxer/lengths';

const input = (message: string) =>
	expect.objectContaining({ kind: 'input', message: expect.stringContaining(message) });

describe('lengths', () => {
	it('takes 256 characters, and not one more', () => {
		expect(withinMaxLength('state', 'x'.repeat(256))).toHaveLength(256);
		expect(() => withinMaxLength('state', 'x'.repeat(257))).toThrow(input('The state has 257 characters'));
	});

	it('names the input that is too long', () => {
		expect(() => allFitting({ scope: 'identify', redirectUri: 'x'.repeat(300) })).toThrow(
			input('The redirect uri has 300 characters'),
		);
		expect(allFitting({ state: undefined })).toEqual({ state: undefined });
	});
});
