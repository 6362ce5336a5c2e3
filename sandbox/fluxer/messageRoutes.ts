import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { Application } from './applications';
import { callerOf } from './authentication';
import { jsonOf } from './bodies';
import { idOf, read, text } from './fields';
import { formatPartialUser } from './formats';
import { limit } from './limits';
import { accessDenied, ApiRefusal, unauthorized } from './refusals';
import type { FluxerState } from './state';

const messageSchema = z.object({ content: text(4000).nullish() });

/** `POST /channels/{id}/messages`: what a bot is there for, and as much of it as an example needs. */
export function addMessageRoutes(api: FastifyInstance, state: () => FluxerState): void {
	api.post('/channels/:id/messages', { preHandler: limit(state, 'message') }, async (request) => {
		const author = authorOf(state(), request);
		const channelId = idOf(request);
		const { content } = read(messageSchema, jsonOf(request));
		if (!content) throw new ApiRefusal(400, 'CANNOT_SEND_EMPTY_MESSAGE');
		return {
			id: state().places.post(author.id, channelId),
			channel_id: channelId,
			author,
			type: 0,
			flags: 0,
			content,
			timestamp: new Date(state().now()).toISOString(),
			edited_timestamp: null,
			pinned: false,
			mention_everyone: false,
			tts: false,
		};
	});
}

/** A bot or a user; OAuth tokens do not post. */
function authorOf(state: FluxerState, request: FastifyRequest): { id: string } {
	const caller = callerOf(state, request);
	if (!caller) throw unauthorized();
	if (caller.kind === 'oauth') throw accessDenied();
	const { id } = caller;
	return caller.kind === 'bot'
		? { id, ...formatBotAuthor(caller.application) }
		: { id, ...formatPartialUser(caller.user) };
}

function formatBotAuthor({ bot }: Application): object {
	const { username, discriminator, avatar, flags } = bot;
	return { username, discriminator, global_name: null, avatar, avatar_color: null, bot: true, flags };
}
