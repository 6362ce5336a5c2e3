import { ApiRefusal } from './refusals';
import type { Snowflakes } from './snowflakes';

interface Guild {
	/** Who may add bots to it. */
	readonly ownerId: string;
	readonly bots: Set<string>;
}

interface Channel {
	/** The guild it belongs to; a group message has none, but members of its own. */
	readonly guildId?: string;
	/** Users and bots. */
	readonly members: Set<string>;
}

/** Where bots can be: one guild with a channel, and one group message. */
export class Places {
	private readonly guilds = new Map<string, Guild>();
	private readonly channels = new Map<string, Channel>();

	constructor(
		private readonly snowflakes: Snowflakes,
		ownerId: string,
		botId: string,
	) {
		const guildId = snowflakes.next();
		this.guilds.set(guildId, { ownerId, bots: new Set([botId]) });
		this.channels.set(snowflakes.next(), { guildId, members: new Set([ownerId]) });
		this.channels.set(snowflakes.next(), { members: new Set([ownerId]) });
	}

	/** Puts a bot where a user's consent says, or refuses to. Into a group message it may be put twice (Fluxer source). */
	addBot(botId: string, userId: string, to: { guild_id?: string; channel_id?: string }): void {
		if (to.guild_id !== undefined) this.addToGuild(botId, userId, to.guild_id);
		if (to.channel_id !== undefined) this.addToGroup(botId, userId, to.channel_id);
	}

	private addToGuild(botId: string, userId: string, guildId: string): void {
		const guild = this.guilds.get(guildId);
		if (guild?.ownerId !== userId) throw new ApiRefusal(403, 'MISSING_PERMISSIONS');
		if (guild.bots.has(botId)) throw new ApiRefusal(400, 'BOT_ALREADY_IN_GUILD');
		guild.bots.add(botId);
	}

	private addToGroup(botId: string, userId: string, channelId: string): void {
		const channel = this.channel(channelId);
		if (channel.guildId !== undefined) throw new ApiRefusal(400, 'INVALID_CHANNEL_TYPE');
		if (!channel.members.has(userId)) throw new ApiRefusal(403, 'MISSING_ACCESS');
		channel.members.add(botId);
	}

	/** The id of a new message of a user or bot in a channel, or a refusal. */
	post(authorId: string, channelId: string): string {
		const { members, guildId } = this.channel(channelId);
		const isMember = members.has(authorId) || this.guilds.get(guildId ?? '')?.bots.has(authorId);
		if (!isMember) throw new ApiRefusal(403, 'MISSING_ACCESS');
		return this.snowflakes.next();
	}

	private channel(id: string): Channel {
		const channel = this.channels.get(id);
		if (!channel) throw new ApiRefusal(404, 'UNKNOWN_CHANNEL');
		return channel;
	}
}
