import type { IAllExecuteFunctions, ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import type { Dialect } from '../../oauth/dialect';
import type { Send } from '../../oauth/http';
import { parseJson } from '../../oauth/json';
import { inputProblem, isOAuthProblem } from '../../oauth/problems';
import { FILL_IN, readProblem, unreadable } from '../../oauth/readProblem';
import { buildRequest, type Inputs } from '../../oauth/requests';
import { plainSend, signedSend } from './transport';

/** What differs between running for an item and filling a list in the editor. */
export interface Host {
	readonly functions: Pick<IAllExecuteFunctions, 'helpers' | 'getNode'>;
	/** A parameter as it is for this item, a resource locator as the value it locates; undefined when it is not shown. */
	parameter(name: string): unknown;
	credentials(type: string): Promise<ICredentialDataDecryptedObject>;
	readonly cancelSignal?: AbortSignal;
}

/** What an operation sees of n8n: the parameters of one item, and ways to send. */
export class ItemContext {
	constructor(
		readonly dialect: Dialect,
		private readonly host: Host,
	) {}

	/** A parameter as it is. */
	parameter(name: string): unknown {
		return this.host.parameter(name);
	}

	/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is no number of 0 or more */
	number(name: string, title: string): number {
		const value = this.text(name);
		if (value !== '' && Number(value) >= 0) return Number(value);
		throw inputProblem(`The field "${title}" is not a number of 0 or more`, FILL_IN);
	}

	/** A parameter as text, trimmed; empty when it is not shown. */
	text(name: string): string {
		return this.secret(name).trim();
	}

	/** A parameter as text with its spaces, which may belong to a password. */
	secret(name: string): string {
		return String(this.host.parameter(name) ?? '');
	}

	/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is empty */
	requiredText(name: string, title: string): string {
		const value = this.text(name);
		if (value === '') throw inputProblem(`The field "${title}" is empty`, FILL_IN);
		return value;
	}

	flag(name: string): boolean {
		return this.host.parameter(name) === true;
	}

	/** One value of the collection `options`, as text. */
	option(name: string): string {
		return String(this.options()[name] ?? '').trim();
	}

	options(): IDataObject {
		return (this.host.parameter('options') ?? {}) as IDataObject;
	}

	/**
	 * How many results are wanted, by the fields of `pages.ts`.
	 *
	 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is no whole number above 0
	 */
	limit(): number {
		if (this.flag('returnAll')) return Infinity;
		const limit = this.text('limit');
		if (/^[1-9]\d*$/.test(limit)) return Number(limit);
		throw inputProblem('The field "Limit" is not a whole number above 0', FILL_IN);
	}

	/**
	 * The number that identifies something, as text.
	 *
	 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is something else
	 */
	id(name: string, title: string): string {
		const value = this.requiredText(name, title);
		if (/^\d+$/.test(value)) return value;
		throw inputProblem(`The field "${title}" is not a whole number`, FILL_IN);
	}

	/** What the node's credential holds, expressions resolved. */
	async credentials(type: string): Promise<ICredentialDataDecryptedObject> {
		return await this.host.credentials(type);
	}

	/** Sends as it is: for token endpoints, and for requests that carry somebody's token already. */
	get plain(): Send {
		return plainSend(this.dialect, this.host.functions.helpers, this.host.cancelSignal);
	}

	/** Sends as the account of a credential, which signs the request and renews itself where needed. */
	signed(credentialType: string): Send {
		return signedSend(this.dialect, this.host.functions, credentialType);
	}

	/**
	 * Sends one of the dialect's requests and gives back the JSON it answers.
	 *
	 * @param isExpected whether an answer (undefined for an empty body) has the shape the caller goes on with
	 * @throws {import('../../oauth/problems').OAuthProblem} when the provider refuses, fails, or answers something else
	 */
	async request<T>(
		endpoint: string,
		inputs: Inputs,
		send: Send,
		isExpected: (body: unknown) => body is T,
	): Promise<T> {
		const call = buildRequest(this.dialect, endpoint, inputs);
		const answer = await send(call);
		if (answer.status < 200 || answer.status > 299) throw readProblem(this.dialect, call, answer);
		const body = parseJson(answer.body);
		if (!isExpected(body)) throw unreadable(this.dialect, call, answer);
		return body;
	}

	/**
	 * Like {@link request}, for ending something: that it is not there any more is an answer.
	 *
	 * @param isGone what to answer then; leave it out where "not found" may mean something else
	 */
	async settle<T>(
		endpoint: string,
		inputs: Inputs,
		send: Send,
		isExpected: (body: unknown) => body is T,
		isGone?: IDataObject,
	): Promise<T | IDataObject> {
		return await this.request(endpoint, inputs, send, isExpected).catch((error: unknown) => {
			if (isGone && isOAuthProblem(error) && error.kind === 'refused' && error.httpStatus === 404)
				return isGone;
			throw error;
		});
	}
}
