import { randomUUID } from 'node:crypto';
import { dropboxSign } from '../../../../../nodes/DropboxSign/dropboxSign.dialect';
import { tokensIn } from '../../../../../nodes/shared/signing/oAuth2Tokens';
import { movableTime } from '../../../../support/movableTime';

const time = movableTime();
const connected = (more: object) => ({
	oauthTokenData: { access_token: randomUUID(), expires_in: 3600, ...more },
});

it('a token is due a minute before the end that n8n has noted', () => {
	const data = connected({ n8n_expires_at: time.now + 600_000 });
	expect(tokensIn(dropboxSign, data).dueAt).toBe(time.now + 540_000);
});

it('where n8n notes nothing, as before 2.33, its life begins when it is first seen, and not again', () => {
	const data = connected({});
	const dueAt = time.now + 3_540_000;
	expect(tokensIn(dropboxSign, data).dueAt).toBe(dueAt);
	time.now += 3_550_000;
	expect(tokensIn(dropboxSign, data).dueAt).toBe(dueAt);
});

it.each([{ expires_in: undefined }, { expires_in: 'soon' }])('%j is no end', (lifetime) => {
	expect(tokensIn(dropboxSign, connected(lifetime)).dueAt).toBe(Infinity);
});
