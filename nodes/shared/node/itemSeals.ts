import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import { isRecord, parseJson } from '../../../oauth/json';
import { isExpression, isNothing, textOf, trimmed } from '../../../oauth/pastedText';
import { inputProblem, type OAuthProblem } from '../../../oauth/problems';
import { isSealed, open, seal } from '../../../oauth/seal';
import type { SealKeys } from '../../../oauth/sealKeys';
import { sealKeysOf } from '../signing/sealKeys';
import { tokenIn, type Parameters } from './parameters';

/** As much of an item as its seals depend on. */
export interface SealableItem extends Pick<Parameters, 'text'> {
	readonly dialect: Dialect;
	credentials(type: string): Promise<ICredentialDataDecryptedObject>;
	/** Whether one was chosen in the node. */
	hasCredential(type: string): boolean;
}

/** Where the operations of a resource find their seal keys, and what they bind a seal to besides the owner. */
export interface SealSource {
	/** The credential that an item works with: its type, and what messages call it. */
	readonly credentialOf: (item: SealableItem) => { readonly type: string; readonly name: string };
	/** The product whose tokens they are, where a provider has several whose tokens are not good for each other. */
	readonly product?: string;
	/** The server that issues the tokens, as an address that is spelled the same everywhere. */
	readonly serverOf: (item: SealableItem) => Promise<string>;
}

/** The column that holds what is sealed, in place of those that may hold secrets. */
export const SEALED_TOKENS = 'sealedTokens';

/** The columns of a row that may hold secrets. */
export const SECRET_COLUMNS = ['accessToken', 'refreshToken', 'extra', 'raw'] as const;

/** What is sealed: the columns of a token set that may hold secrets, as they would be put out. */
export type Secrets = Partial<Record<(typeof SECRET_COLUMNS)[number], string>>;

/** Which of the tokens of a set a field takes. */
export type TokenKind = 'accessToken' | 'refreshToken';

const OWNER = 'owner';
const NOTHING_SENT = 'Nothing was sent.';

/** The seals of one item: what is sealed for it, and opened. */
export class ItemSeals {
	private rowOwner: unknown;
	private isWaived = false;
	private reading?: Promise<SealKeys | undefined>;

	constructor(
		private readonly item: SealableItem,
		private readonly source?: SealSource,
	) {}

	/** The keys of the item's credential; undefined where tokens are put out as they are. */
	async keys(): Promise<SealKeys | undefined> {
		this.reading ??= this.read();
		return await this.reading;
	}

	/** To be told what the row that is worked on says of its owner, for an empty field. */
	ofRow(owner: unknown): void {
		if (this.source) this.item.text(OWNER);
		this.rowOwner = owner;
	}

	/** To be told that no tokens are going to be put out, so that none have to be sealed. */
	waive(): void {
		this.isWaived = true;
	}

	/**
	 * To be asked before anything is sent that is answered with tokens.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when these could not be sealed for want of
	 * an owner, or of a key although an owner is given
	 */
	async check(): Promise<void> {
		if (!this.source || this.isWaived) return;
		const owner = this.item.text(OWNER);
		if (await this.keys()) this.owner();
		else if (owner !== '') throw this.noKey('The field "Owner" is filled in');
	}

	/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it cannot be sealed */
	async seal(secrets: Secrets): Promise<string> {
		const keys = await this.keys();
		if (!keys) throw this.noKey('This is to be sealed');
		return seal(JSON.stringify(secrets), keys.newest, await this.binding());
	}

	/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it does not open */
	async open(sealed: string, title: string): Promise<Secrets> {
		const subject = `The field "${title}"`;
		const keys = await this.keys();
		if (!keys) throw this.noKey(`${subject} is sealed`);
		const secrets = parseJson(open(sealed, keys.all, await this.binding(), subject));
		if (isRecord(secrets)) return secrets;
		throw inputProblem(`${subject} is sealed, and holds something else than tokens`, NOTHING_SENT);
	}

	/**
	 * A token out of a field or a part of one, opened where it is sealed.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is empty, cannot be one or does not open
	 */
	async token(value: unknown, title: string, kind: TokenKind): Promise<string> {
		if (this.source) this.item.text(OWNER);
		const token = tokenIn(value, title);
		if (!isSealed(token)) return token;
		const { [kind]: opened = '' } = await this.open(token, title);
		if (opened !== '') return opened;
		throw inputProblem(
			`The field "${title}" is sealed, and there is no ${kind === 'accessToken' ? 'access' : 'refresh'} token in it`,
			`The service may have issued none; then the user has to connect again when the session ends. ${NOTHING_SENT}`,
		);
	}

	/** Whose the tokens are. @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when nothing says so */
	owner(): string {
		const given = this.item.text(OWNER);
		const owner =
			given || trimmed(textOf(this.rowOwner, { subject: 'The column "owner"', hint: NOTHING_SENT }));
		if (isExpression(owner) || isNothing(owner)) {
			throw inputProblem(
				'The field "Owner" holds no owner, but an expression that gave none',
				`Switch the field to Expression, and check that it gives your own ID of the user for each item. ${NOTHING_SENT}`,
			);
		}
		if (owner !== '') return owner;
		throw inputProblem(
			'The field "Owner" is empty, and tokens are sealed for their owner',
			`Fill in what tells this user from all others and never changes, such as your own ID of them; a row may have a column "owner" instead. ${NOTHING_SENT}`,
		);
	}

	private async binding() {
		const server = (await this.source?.serverOf(this.item)) ?? '';
		return { provider: this.source?.product ?? this.item.dialect.provider, server, owner: this.owner() };
	}

	private async read(): Promise<SealKeys | undefined> {
		const { type, name } = this.credential();
		if (!this.source || !this.item.hasCredential(type)) return undefined;
		return sealKeysOf(await this.item.credentials(type), name);
	}

	private credential = () => this.source?.credentialOf(this.item) ?? { type: '', name: '' };

	private noKey(what: string): OAuthProblem {
		const { name } = this.credential();
		return inputProblem(
			`${what}, and there is no seal key`,
			`Choose a ${name} credential in this node that has its field "Seal Key" filled in. ${NOTHING_SENT}`,
		);
	}
}
