import { randomUUID } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { readMultipart, type SentFile } from '../shared/multipart';
import { authenticate } from './authentication';
import { invalidParameters, Problem } from './problems';
import type { PeerTubeState } from './state';
import { channelIdOf } from './userFormat';

/** The file types of an instance that allows no others (PeerTube source). */
const videoTypes = ['video/mp4', 'video/ogg', 'video/webm'];
const largestBytes = 100_000_000;

/** `POST /videos/upload`, as a form of parts (PeerTube REST API document and source); what comes is not kept. */
export function addVideoRoutes(api: FastifyInstance, state: () => PeerTubeState): void {
	void api.register(async (videos: FastifyInstance) => {
		readMultipart(videos);
		const options = { bodyLimit: largestBytes, config: { operation: 'uploadLegacy' } };
		videos.post('/videos/upload', options, async (request) => {
			const { user } = authenticate(state(), request);
			const { videofile, name, channelId } = (request.body ?? {}) as Record<string, unknown>;
			const wrong = {
				...(isFile(videofile) ? {} : { videofile: 'Should have a file' }),
				...(isName(name) ? {} : { name: 'Should have a video name between 3 and 120 characters long' }),
				...(/^\d+$/.test(String(channelId)) ? {} : { channelId: 'Invalid value' }),
			};
			if (Object.keys(wrong).length > 0) throw invalidParameters(request.url, wrong);
			const { type, bytes } = videofile as SentFile;
			if (!videoTypes.includes(type)) throw new Problem(415, 'videofile is not supported');
			if (Number(channelId) !== channelIdOf(user)) {
				throw new Problem(400, 'Unknown video "video channel" for this instance');
			}
			if (bytes === 0) throw new Problem(422, 'Video file unreadable.');
			state().videosUploaded += 1;
			const uuid = randomUUID();
			return {
				video: { id: state().videosUploaded, shortUUID: uuid.replaceAll('-', '').slice(0, 22), uuid },
			};
		});
	});
}

const isFile = (value: unknown): value is SentFile =>
	typeof value === 'object' && value !== null && 'bytes' in value;

const isName = (value: unknown): boolean =>
	typeof value === 'string' && value.length >= 3 && value.length <= 120;
