import type { IDataObject } from 'n8n-workflow';
import { momentLike, readMoment } from '../../../oauth/dates';
import type { TokenFormat } from '../../../oauth/dialect';
import { isRecord, parseJson } from '../../../oauth/json';
import { secondsLeft, type TokenSet } from '../../../oauth/tokens';
import { columnOf } from './columns';
import { tokenOutput } from './tokenOutput';

const TEXTS = ['accessToken', 'refreshToken', 'tokenType'];
const MOMENTS = ['expiresAt', 'refreshTokenExpiresAt', 'obtainedAt'];

/**
 * A stored session as a table gives it: columns of tokens, by the names of a token set or by these in lower case, as
 * databases fold them, and columns of its own, which nobody touches.
 */
export class TokenRow {
	constructor(
		private readonly columns: IDataObject,
		private readonly format: TokenFormat,
	) {}

	/** What stands in the column of a token set's name, in whichever case; undefined where there is none. */
	get(name: string): unknown {
		return this.columns[this.columnOf(name) ?? name];
	}

	/**
	 * With new tokens in the columns that there are; nothing of the old ones is left, but scopes that go without saying
	 * (RFC 6749 §5.1). Whoever gave no access token, and so no row of a table, gets one all the same.
	 */
	renewed(tokens: TokenSet): TokenRow {
		const output = tokenOutput(tokens, { includeRawAnswer: true });
		const texts = TEXTS.map((name) => [name, output[name] ?? null]);
		const moments = MOMENTS.map((name) => [name, this.inItsForm(name, output[name])]);
		const answer = this.answerColumns().map((name) => [name, output[name] ?? null]);
		const scopes = output.scopes || this.get('scopes');
		const known = this.columnOf('accessToken') ? this : this.with({ accessToken: null });
		return known.replaced({ ...Object.fromEntries([...texts, ...moments, ...answer]), scopes });
	}

	/** The row as an item: what is counted is counted anew, lists and objects of a token set become text. */
	output(now: number): IDataObject {
		const scopes = this.get('scopes');
		const answer = this.answerColumns().map((name) => [name, inText(this.get(name))]);
		return this.replaced({
			...Object.fromEntries(answer),
			scopes: Array.isArray(scopes) ? scopes.join(' ') : scopes,
			expiresInSeconds: secondsLeft(this.get('expiresAt'), now) ?? null,
			refreshTokenExpiresInSeconds: secondsLeft(this.get('refreshTokenExpiresAt'), now) ?? null,
		}).columns;
	}

	/** Fills the columns of these names that there are. */
	replaced(values: Record<string, unknown>): TokenRow {
		const filled = Object.entries(values).map(([name, value]) => [this.columnOf(name), value]);
		const known = Object.fromEntries(filled.filter(([column]) => column !== undefined)) as IDataObject;
		return this.with(known);
	}

	/** The columns that hold secrets, or may. */
	secretColumns(): string[] {
		return ['accessToken', 'refreshToken', ...this.answerColumns()];
	}

	private with(columns: IDataObject): TokenRow {
		return new TokenRow({ ...this.columns, ...columns }, this.format);
	}

	/** A table may have columns called `extra` and `raw` that are its own: those hold something else. */
	private answerColumns(): string[] {
		const isExtra = isRecord(parsed(this.get('extra') || {}));
		return [...(isExtra ? ['extra'] : []), ...(this.isAnswer(parsed(this.get('raw'))) ? ['raw'] : [])];
	}

	private isAnswer(raw: unknown): boolean {
		const { wrapper, accessToken } = this.format;
		const body = wrapper && isRecord(raw) ? raw[wrapper] : raw;
		return isRecord(body) && typeof body[accessToken] === 'string';
	}

	/** As the column has held its moments, or that of the access token's end does: a column for numbers takes no text. */
	private inItsForm(name: string, value: unknown): unknown {
		const time = readMoment(value);
		const stored = [this.get(name), this.get('expiresAt')].find((each) => readMoment(each) !== undefined);
		return time === undefined ? null : momentLike(stored, time);
	}

	private columnOf(name: string): string | undefined {
		return columnOf(this.columns, name);
	}
}

const parsed = (value: unknown) => (typeof value === 'string' ? parseJson(value) : value);

const inText = (value: unknown) => (isRecord(value) ? JSON.stringify(value) : value);
