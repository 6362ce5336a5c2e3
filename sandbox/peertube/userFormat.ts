import { roleIds } from './accounts';
import type { Settings } from './settings';
import type { User } from './users';
import { has } from './versions';

/** What `GET /users/me` answers: with the 37 members of 8.2.1, or with those of before. */
export function formatUser(user: User, { host, version }: Settings): object {
	const createdAt = iso(user.createdAt);
	return {
		id: user.id,
		username: user.username,
		email: user.email,
		theme: 'instance-default',
		pendingEmail: null,
		emailVerified: user.emailVerified,
		nsfwPolicy: 'do_not_list',
		...(has(version, 'nsfwFlags') && nsfwFlags),
		p2pEnabled: true,
		videosHistoryEnabled: true,
		autoPlayVideo: true,
		autoPlayNextVideo: false,
		autoPlayNextVideoPlaylist: true,
		videoLanguages: null,
		role: { id: roleIds[user.role], label: user.role },
		videoQuota: -1,
		videoQuotaDaily: -1,
		noInstanceConfigWarningModal: false,
		noWelcomeModal: false,
		noAccountSetupWarningModal: false,
		blocked: user.blocked,
		blockedReason: null,
		account: formatAccount(user, host, createdAt),
		notificationSettings: { newVideoFromSubscription: 1, myVideoPublished: 1, newFollow: 1 },
		videoChannels: [formatChannel(user, host, createdAt)],
		createdAt,
		pluginAuth: user.pluginAuth,
		lastLoginDate: user.lastLoginAt === null ? null : iso(user.lastLoginAt),
		twoFactorEnabled: user.otpSecret !== null,
		adminFlags: 0,
		specialPlaylists: [{ id: user.id, name: 'Watch later', type: 2 }],
		...(has(version, 'newUserFormat')
			? { language: null, newFeaturesInfoRead: 0, videoChannelCollaborations: [] }
			: { emailPublic: false }),
	};
}

const nsfwFlags = { nsfwFlagsDisplayed: 0, nsfwFlagsHidden: 0, nsfwFlagsWarned: 0, nsfwFlagsBlurred: 0 };

function formatAccount(user: User, host: string, createdAt: string): object {
	return {
		...formatActor(`accounts/${user.username}`, host, createdAt),
		id: user.id,
		userId: user.id,
		name: user.username,
		displayName: user.username,
		description: null,
	};
}

/** Of the channel that each user begins with; an upload names it. */
export const channelIdOf = (user: User): number => user.id;

function formatChannel(user: User, host: string, createdAt: string): object {
	const name = `${user.username}_channel`;
	return {
		...formatActor(`video-channels/${name}`, host, createdAt),
		id: channelIdOf(user),
		name,
		displayName: `Main ${user.username} channel`,
		description: null,
		support: null,
		isLocal: true,
		banners: [],
		ownerAccountId: user.id,
	};
}

const formatActor = (path: string, host: string, createdAt: string) => ({
	url: `http://${host}/${path}`,
	host,
	avatars: [],
	followingCount: 0,
	followersCount: 0,
	createdAt,
	updatedAt: createdAt,
});

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
