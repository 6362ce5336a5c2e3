import type { IDataObject } from 'n8n-workflow';
import { inputProblem } from '../../../oauth/problems';
import { FILL_IN } from '../../../oauth/readProblem';

/** Reads a parameter as it is for one item, a resource locator as the value it locates; undefined when it is not shown. */
export type ReadParameter = (name: string) => unknown;

/** The parameters of one item, read as what they are meant to be. */
export class Parameters {
	constructor(private readonly read: ReadParameter) {}

	/** A parameter as it is. */
	parameter(name: string): unknown {
		return this.read(name);
	}

	/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is no number of 0 or more */
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
		return String(this.read(name) ?? '');
	}

	/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is empty */
	requiredText(name: string, title: string): string {
		const value = this.text(name);
		if (value === '') throw inputProblem(`The field "${title}" is empty`, FILL_IN);
		return value;
	}

	flag(name: string): boolean {
		return this.read(name) === true;
	}

	/** One value of the collection `options`, as text. */
	option(name: string): string {
		return String(this.options()[name] ?? '').trim();
	}

	options(): IDataObject {
		return this.collection('options');
	}

	/**
	 * How many results are wanted, by the fields of `pages.ts`.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is no whole number above 0
	 */
	limit(): number {
		if (this.flag('returnAll')) return Infinity;
		const limit = this.text('limit');
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
		if (typeof this.parameter(name) === 'number' && !Number.isSafeInteger(Number(value))) {
			throw inputProblem(
				`The field "${title}" holds a number that has lost its last digits`,
				'IDs this long have to stay text: take them from where they are text, and store them as text. Nothing was sent.',
			);
		}
		if (/^\d{1,40}$/.test(value)) return value;
		throw inputProblem(`The field "${title}" is not a whole number`, FILL_IN);
	}

	/** The choices of a multi-select field; text, such as that of an expression, is taken for words. */
	choices(name: string): string[] {
		const value = this.parameter(name);
		return Array.isArray(value)
			? value.map(String)
			: this.text(name)
					.split(/[\s,]+/)
					.filter(Boolean);
	}

	/** The values of a collection that the user has added to it. */
	collection(name: string): IDataObject {
		return (this.parameter(name) ?? {}) as IDataObject;
	}
}
