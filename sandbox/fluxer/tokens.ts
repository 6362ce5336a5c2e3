import type { Clock } from '../shared/clock';
import { newSecret } from './applications';
import type { Settings } from './settings';

/** Whom a code or token is for. The application may be gone: deleting it leaves its tokens (Fluxer source). */
export interface Grant {
	userId: string;
	applicationId: string;
	scopes: string[];
}

/** An access or refresh token. Times are milliseconds since 1970, infinite for what does not end by itself. */
export interface Token extends Grant {
	kind: 'access' | 'refresh';
	token: string;
	createdAt: number;
	expiresAt: number;
}

/**
 * An authorization code, alive until it is exchanged or `expiresAt`: milliseconds since 1970, infinite on a
 * self-hosted server (July 2026, observed).
 */
export interface Code extends Grant {
	code: string;
	/** In URL-serialised form, which the exchange must repeat. */
	redirectUri: string;
	challenge: string | undefined;
	challengeMethod: 'S256' | 'plain';
	expiresAt: number;
}

/** Chooses tokens by whom they are for; what is left out chooses all. */
export interface Chosen {
	userId?: string | undefined;
	applicationId?: string | undefined;
	kind?: Token['kind'] | undefined;
}

/** The authorization codes and OAuth tokens that are alive. */
export class Tokens {
	private readonly codes = new Map<string, Code>();
	private readonly tokens = new Map<string, Token>();

	constructor(
		private readonly clock: Clock,
		private readonly settings: () => Settings,
	) {}

	issueCode(given: Omit<Code, 'code' | 'expiresAt'>): Code {
		const code = { ...given, code: newSecret(), expiresAt: this.endOf(this.settings().codeSeconds) };
		this.codes.set(code.code, code);
		return code;
	}

	code(code: string): Code | undefined {
		return alive(this.codes.get(code), this.clock.now());
	}

	deleteCode({ code }: Code): void {
		this.codes.delete(code);
	}

	issue({ userId, applicationId, scopes }: Grant): { access: Token; refresh: Token } {
		const { accessTokenSeconds, refreshTokenSeconds } = this.settings();
		const create = (kind: Token['kind'], expiresAt: number): Token => {
			const createdAt = this.clock.now();
			const token = { userId, applicationId, scopes, kind, token: newSecret(), createdAt, expiresAt };
			this.tokens.set(token.token, token);
			return token;
		};
		const accessEnds = this.clock.now() + accessTokenSeconds * 1000;
		return {
			access: create('access', accessEnds),
			refresh: create('refresh', this.endOf(refreshTokenSeconds)),
		};
	}

	/** Of what only Fluxer's own servers end by themselves (July 2026, observed). */
	private endOf(seconds: number): number {
		return this.settings().selfHosted ? Infinity : this.clock.now() + seconds * 1000;
	}

	find(kind: Token['kind'], text: string): Token | undefined {
		const token = alive(this.tokens.get(text), this.clock.now());
		return token?.kind === kind ? token : undefined;
	}

	list({ userId, applicationId, kind }: Chosen): Token[] {
		const now = this.clock.now();
		return [...this.tokens.values()].filter(
			(token) =>
				token.expiresAt > now &&
				(userId ?? token.userId) === token.userId &&
				(applicationId ?? token.applicationId) === token.applicationId &&
				(kind ?? token.kind) === token.kind,
		);
	}

	delete(token: Token): void {
		this.tokens.delete(token.token);
	}

	/** Returns how many that were. */
	deleteAll(chosen: Chosen): number {
		const deleted = this.list(chosen);
		deleted.forEach((token) => this.delete(token));
		return deleted.length;
	}

	/** Lets tokens expire now; returns how many. */
	expireAll(chosen: Chosen): number {
		const expired = this.list(chosen);
		for (const token of expired) token.expiresAt = this.clock.now();
		return expired.length;
	}
}

const scopeOrder = ['identify', 'email', 'guilds', 'connections', 'bot'];

/** Scopes as Fluxer writes them, always in the same order (Fluxer source). */
export function scopeText(scopes: string[]): string {
	return scopeOrder.filter((scope) => scopes.includes(scope)).join(' ');
}

/** The scopes an application may ask for; `admin` is for Fluxer's own. */
export function isScope(text: string): boolean {
	return scopeOrder.includes(text);
}

function alive<Expiring extends { expiresAt: number }>(
	found: Expiring | undefined,
	now: number,
): Expiring | undefined {
	return found && found.expiresAt > now ? found : undefined;
}
