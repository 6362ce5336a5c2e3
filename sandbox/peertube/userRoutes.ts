import type { FastifyInstance } from 'fastify';

import { roleIds } from './accounts';
import { authenticate } from './authentication';
import type { PeerTubeState } from './state';
import type { User } from './users';

/** `GET /users/me`: an object, though the PeerTube REST API document says array (PeerTube 7.0, observed). */
export function addUserRoutes(api: FastifyInstance, state: () => PeerTubeState): void {
	api.get('/users/me', async (request) => {
		const { user } = authenticate(state(), request);
		return format(user, state().settings.host);
	});
}

function format(user: User, host: string): object {
	const createdAt = new Date(user.createdAt).toISOString();
	return {
		id: user.id,
		username: user.username,
		email: user.email,
		emailVerified: user.emailVerified,
		emailPublic: false,
		nsfwPolicy: 'do_not_list',
		adminFlags: 0,
		autoPlayVideo: true,
		autoPlayNextVideo: false,
		autoPlayNextVideoPlaylist: true,
		p2pEnabled: true,
		videosHistoryEnabled: true,
		videoLanguages: null,
		videoQuota: -1,
		videoQuotaDaily: -1,
		role: { id: roleIds[user.role], label: user.role },
		theme: 'instance-default',
		account: formatAccount(user, host, createdAt),
		videoChannels: [],
		blocked: user.blocked,
		blockedReason: null,
		noInstanceConfigWarningModal: false,
		noAccountSetupWarningModal: false,
		noWelcomeModal: false,
		createdAt,
		pluginAuth: user.pluginAuth,
		lastLoginDate: user.lastLoginAt === null ? null : new Date(user.lastLoginAt).toISOString(),
		twoFactorEnabled: user.otpSecret !== null,
	};
}

function formatAccount(user: User, host: string, createdAt: string): object {
	return {
		id: user.id,
		userId: user.id,
		url: `http://${host}/accounts/${user.username}`,
		name: user.username,
		displayName: user.username,
		description: null,
		host,
		avatars: [],
		followingCount: 0,
		followersCount: 0,
		hostRedundancyAllowed: false,
		createdAt,
		updatedAt: createdAt,
	};
}
