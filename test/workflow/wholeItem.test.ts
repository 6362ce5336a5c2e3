import { startTestBed, withFields } from '../support/peerTube';
import { testTime } from '../support/testTime';
import { WHOLE_ITEM } from '../../nodes/shared/fields/partOfItem';

const stage = startTestBed();
const DAY_MS = 86_400_000;
const rows = [1, 2, 3].map((id) => ({
	id,
	accessToken: `mustnotleak-access-${id}`,
	refreshToken: `mustnotleak-refresh-${id}`,
	expiresAt: new Date(testTime.now() + id * DAY_MS).toISOString(),
	owner: { name: `user ${id}`, tags: ['a', 'b'] },
}));
const ensureFresh = async (parameters: object) =>
	await stage.n8n.run(rows as never, withFields('session:ensureFresh', stage.sandbox.peerTube, parameters));

describe('a field that stands for the whole item', () => {
	it('is each item, as n8n would compute it', async () => {
		const computed = await ensureFresh({ tokenSet: '={{ Object.assign({}, $json) }}' });
		const whole = await ensureFresh({ tokenSet: WHOLE_ITEM });
		expect(whole.error).toBeUndefined();
		expect(whole.json).toEqual(computed.json);
		expect(whole.json).toEqual(rows);
	});

	it('is that, too, where nobody filled it in', async () => {
		const left = await ensureFresh({});
		expect(left.error).toBeUndefined();
		expect(left.json.map(({ id }) => id)).toEqual([1, 2, 3]);
	});

	it('leaves the item that came in as it was', async () => {
		const before = JSON.stringify(rows);
		await ensureFresh({ tokenSet: WHOLE_ITEM });
		expect(JSON.stringify(rows)).toBe(before);
	});
});
