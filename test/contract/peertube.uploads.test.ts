import { api, usePeerTube } from './peertube.client';

const peerTube = usePeerTube();

interface Given {
	readonly name?: string;
	readonly channelId?: number;
	readonly type?: string;
	readonly bytes?: string;
}

/** An upload as n8n's HTTP Request node sends it. */
async function upload(
	token: string,
	{ name = 'A video', channelId, type = 'video/mp4', bytes = 'x' }: Given,
) {
	const form = new FormData();
	form.set('name', name);
	form.set('channelId', String(channelId));
	form.set('videofile', new Blob([bytes], { type }), 'video.mp4');
	const body = new Response(form);
	return await peerTube.raw('POST', `${api}/videos/upload`, {
		token,
		headers: { 'Content-Type': String(body.headers.get('content-type')) },
		body: await body.text(),
	});
}

async function signedIn() {
	const { access_token } = await peerTube.signIn('alice');
	const { json } = await peerTube.call('GET', `${api}/users/me`, { token: access_token });
	return { token: access_token, channelId: json.videoChannels[0].id as number };
}

it('takes a video into a channel of the user', async () => {
	const { token, channelId } = await signedIn();
	const { status, json } = await upload(token, { channelId });
	expect([status, json]).toEqual([
		200,
		{ video: { id: 1, uuid: expect.stringMatching(/^[\da-f-]{36}$/), shortUUID: expect.any(String) } },
	]);
});

it.each<[string, Given, number, string]>([
	['a name that is too short', { name: 'ab' }, 400, 'Incorrect request parameters: name'],
	['a channel of somebody else', { channelId: 999 }, 400, 'Unknown video "video channel" for this instance'],
	['something that is no video', { type: 'text/plain' }, 415, 'videofile is not supported'],
	['an empty file', { bytes: '' }, 422, 'Video file unreadable.'],
])('refuses %s', async (_, given, status, detail) => {
	const { token, channelId } = await signedIn();
	const answer = await upload(token, { channelId, ...given });
	expect([answer.status, answer.json.detail]).toEqual([status, detail]);
});

it('asks for a living token first', async () => {
	const answer = await upload('0'.repeat(40), {});
	expect([answer.status, answer.json.code]).toEqual([401, 'invalid_token']);
});

it('names all that is missing', async () => {
	const { token } = await signedIn();
	const answer = await peerTube.raw('POST', `${api}/videos/upload`, { token });
	expect(answer.json['invalid-params']).toEqual({
		videofile: expect.anything(),
		name: expect.anything(),
		channelId: expect.anything(),
	});
});
