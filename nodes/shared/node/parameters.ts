import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readAddresses, readWords } from '../../../oauth/lists';
import { optionalSecret, type SecretField } from '../../../oauth/pastedSecret';
import { textOf, trimmed, type PastedField } from '../../../oauth/pastedText';
import { inputProblem } from '../../../oauth/problems';
import { FILL_IN } from '../../../oauth/readProblem';
import { BOXES, boxOf, withoutRequestOptions } from '../fields/requestOptions';

/** Reads a parameter as it is for one item, a resource locator as the value it locates; undefined when it is not shown. */
export type ReadParameter = (name: string) => unknown;

/** Pictures come as text too. */
const LONGEST = 10_000_000;
/** A token set with the whole answer that it came in, several times over. */
const LONGEST_SEALED = 4_000_000;

/**
 * The parameters of one item, read as what they are meant to be. What an expression yields in place of that is refused
 * by the name of the field, before anything is sent.
 */
export class Parameters {
	/** @param fields those that the parameters belong to; left out where a list of the editor is filled */
	constructor(
		private readonly read: ReadParameter,
		private readonly fields?: readonly INodeProperties[],
	) {}

	/** A parameter as it is. */
	parameter(name: string): unknown {
		return this.read(name);
	}

	/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is no number of 0 or more */
	number(name: string, title: string): number {
		const value = this.digits(name);
		if (/^\d{1,15}(?:\.\d{1,15})?$/.test(value)) return Number(value);
		throw inputProblem(`The field "${title}" is not a number of 0 or more`, FILL_IN);
	}

	/** A parameter as text, trimmed; empty when it is not shown. */
	text(name: string): string {
		return trimmed(this.secret(name));
	}

	/** A parameter as text with its spaces, which may belong to a password. */
	secret(name: string): string {
		return this.textOf(name, this.titleOf(name));
	}

	/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is empty */
	requiredText(name: string, title: string): string {
		const value = trimmed(this.textOf(name, title));
		if (value === '') throw inputProblem(`The field "${title}" is empty`, FILL_IN);
		return value;
	}

	/** Whether a switch is on; text such as `true` does not count. */
	flag(name: string): boolean {
		return this.read(name) === true;
	}

	/** One of the optional fields, as text. */
	option(name: string): string {
		return trimmed(String(this.options()[name] ?? ''));
	}

	/** What was added of the operation's optional fields, request options apart. */
	options(): IDataObject {
		return this.collection(boxOf(this.fields ?? []));
	}

	/** All that was added to the operation's one box, request options included. */
	box(): IDataObject {
		const names = this.fields ? [boxOf(this.fields)] : BOXES;
		return Object.assign({}, ...names.map((name) => this.read(name))) as IDataObject;
	}

	/**
	 * How many results are wanted, by the fields of `pages.ts`.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is no whole number above 0
	 */
	limit(): number {
		if (this.flag('returnAll')) return Infinity;
		const limit = this.digits('limit');
		if (/^[1-9]\d{0,15}$/.test(limit)) return Number(limit);
		throw inputProblem('The field "Limit" is not a whole number above 0', FILL_IN);
	}

	/**
	 * The number that identifies something, as text.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is something else
	 */
	id(name: string, title: string): string {
		const value = this.requiredText(name, title);
		if (/^\d{1,40}$/.test(value)) return value;
		throw inputProblem(`The field "${title}" is not a whole number`, FILL_IN);
	}

	/** The choices of a multi-select field, or words, however an expression gives them. */
	choices(name: string): string[] {
		return readWords(this.read(name), namedField(this.titleOf(name)));
	}

	/** Addresses, however they are given. */
	addresses(name: string): string[] {
		return readAddresses(this.read(name), namedField(this.titleOf(name)));
	}

	/** The values of a collection that the user has added to it; fields for text hold text, or nothing, unless they take lists (`listInText.ts`). */
	collection(name: string): IDataObject {
		const values = withoutRequestOptions((this.read(name) ?? {}) as IDataObject) as IDataObject;
		const texts = this.optionsOf(name).filter(
			({ type, typeOptions, name: each }) =>
				type === 'string' &&
				typeOptions?.multipleValues === undefined &&
				(values[each] ?? undefined) !== undefined,
		);
		const read = texts.map(({ name: each, displayName }): [string, string] => [
			each,
			textOf(values[each], namedField(displayName), LONGEST),
		]);
		return { ...values, ...Object.fromEntries(read) };
	}

	private textOf(name: string, title: string): string {
		return textOf(this.read(name), namedField(title), LONGEST);
	}

	private optionsOf(collection: string): INodeProperties[] {
		const { options = [] } = this.fields?.find(({ name }) => name === collection) ?? {};
		return options.filter((option): option is INodeProperties => 'type' in option);
	}

	/** As the editor shows it; where that is not known, by the name that workflows store. */
	private titleOf(name: string): string {
		const field = this.fields?.find((each) => each.name === name);
		return field?.displayName ?? inTitleCase(name);
	}

	private digits(name: string): string {
		const value = this.read(name) ?? '';
		return typeof value === 'object' ? '' : String(value).trim();
	}
}

/** `redirectUris` → `Redirect URIs`. */
const inTitleCase = (name: string): string =>
	name
		.replace(/^[a-z]|[A-Z]/g, (letter) => ` ${letter.toUpperCase()}`)
		.replace(/\b(?:Id|Ur[il])/g, (word) => word.toUpperCase())
		.trim();

const namedField = (title: string): PastedField => ({
	subject: `The field "${title}"`,
	hint: 'Nothing was sent.',
});

/**
 * A token out of a field or a part of one, sealed or not, without what people copy along with it.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is empty, or cannot be one
 */
export function tokenIn(value: unknown, title: string): string {
	const isSealed = typeof value === 'string' && value.includes('sealed.v');
	const token = optionalSecret(value, TOKEN(title), isSealed ? LONGEST_SEALED : undefined);
	if (token !== '') return token;
	throw inputProblem(`The field "${title}" is empty`, FILL_IN);
}

const TOKEN = (title: string): SecretField => ({
	subject: `The field "${title}"`,
	hint: 'Pass in the token as it came. Nothing was sent.',
});
