import { LONGEST_ADDRESS } from './addresses';
import { basicClient } from './basic';
import type { Dialect, EndpointTemplate } from './dialect';
import { excerpt } from './excerpt';
import type { HttpCall } from './http';
import { inputInWords, missingInput } from './missingInput';
import { isWellFormed } from './pastedText';
import { inputProblem } from './problems';

/**
 * Values for a template's inputs. An empty string counts as absent; lists and objects are for JSON bodies. A function
 * gives the value as of when the request is sent: one-time codes are good for seconds, and requests may have to wait.
 */
export type Inputs = Readonly<Record<string, Input | (() => Input)>>;

/** What a template can take: anything that JSON can hold, or nothing. */
export type Input =
	string | number | boolean | null | undefined | readonly Input[] | { [name: string]: Input };
type Values = Readonly<Record<string, Input>>;

const isPresent = (value: Input) => value !== undefined && value !== '';

const INPUT = /\{(!{0,2})(\w+)(\?{0,2})\}/g;
const ONLY_INPUT = /^\{!{0,2}(\w+)\?{0,2}\}$/;

/**
 * Builds one of a dialect's requests.
 *
 * @throws {OAuthProblem} of kind `input` when a value the template needs is missing, or cannot be sent; nothing was sent.
 */
export function buildRequest(dialect: Dialect, endpoint: string, inputs: Inputs): HttpCall {
	const template = dialect.endpoints[endpoint];
	if (!template) throw new TypeError(`${dialect.provider} has no endpoint "${endpoint}"`);
	const call = requestOf(dialect, endpoint, template, inputs);
	if (!template.jsonAfter415) return call;
	const { form: json, ...others } = template;
	return { ...call, asJson: () => requestOf(dialect, endpoint, { ...others, json }, inputs) };
}

function requestOf(dialect: Dialect, endpoint: string, template: EndpointTemplate, inputs: Inputs): HttpCall {
	const isLate = Object.values(inputs).some((value) => typeof value === 'function');
	if (!isLate) return callOf(dialect, endpoint, template, inputs as Values);
	const current = () => callOf(dialect, endpoint, template, valuesOf(inputs));
	// A code that is computed when it is sent is fresh however long that takes.
	return { ...current(), hasOneTimeCode: false, current };
}

const valuesOf = (inputs: Inputs): Values =>
	Object.fromEntries(
		Object.entries(inputs).map(([name, value]) => [name, typeof value === 'function' ? value() : value]),
	);

function callOf(dialect: Dialect, endpoint: string, template: EndpointTemplate, inputs: Values): HttpCall {
	const marked: Marked = { secrets: new Set(), hasOneTimeCode: false };
	const fill = filler(dialect, endpoint, inputs, marked);
	const headers: Record<string, string> = {
		accept: 'application/json',
		...fillAll(template.headers, fill),
	};
	if (template.basicClient) headers.authorization = basicClient(fill('{clientId}'), fill('{!clientSecret}'));
	fill(template.signedWith ?? '');
	const url = fillUrl(template, fill);
	const body = encodeBody(template, headers, fill, inputs);
	return {
		endpoint,
		effect: marked.hasOneTimeCode ? 'nonIdempotent' : template.effect,
		hasOneTimeCode: marked.hasOneTimeCode,
		maxRequestsPerSecond: template.maxRequestsPerSecond,
		method: template.method,
		url,
		...body,
		secrets: [...marked.secrets],
	};
}

/** What a template marks, as far as it has been filled. */
interface Marked {
	readonly secrets: Set<string>;
	hasOneTimeCode: boolean;
}

type Fill = (text: string, encode?: (value: string) => string) => string | undefined;

/** A filled text, or undefined when an optional input of it is absent. */
function filler(dialect: Dialect, endpoint: string, inputs: Values, marked: Marked): Fill {
	return (text, encode = (value) => value) => {
		let absent = false;
		const filled = text.replace(INPUT, (_, marks: string, name: string, optional: string) => {
			const value = inputs[name];
			if (isPresent(value) || (optional === '??' && value === '')) {
				const whole = wholeText(value, name);
				if (marks !== '') marked.secrets.add(whole);
				if (marks === '!!') marked.hasOneTimeCode = true;
				return encode(whole);
			}
			if (optional === '') throw missingInput(dialect, endpoint, name);
			absent = true;
			return '';
		});
		return absent ? undefined : filled;
	};
}

/** Values that come from no field of their own, such as those of a server or within JSON, may be cut as well. */
function wholeText(value: Input, name: string): string {
	const text = toText(value);
	if (isWellFormed(text)) return text;
	throw inputProblem(
		`The ${inputInWords(name)} holds half of a sign, as text does that was cut in the middle`,
		'Check the value, and the expression it comes from. Nothing was sent.',
	);
}

function fillAll(templates: Readonly<Record<string, string>> | undefined, fill: Fill) {
	const filled: Record<string, string> = {};
	for (const [name, template] of Object.entries(templates ?? {})) {
		const value = fill(template);
		if (value !== undefined) filled[name] = value;
	}
	return filled;
}

/** Like {@link fillAll}; but a value that is nothing but one input keeps its type. */
function fillJson(templates: Readonly<Record<string, string>>, fill: Fill, inputs: Values) {
	const filled: Record<string, Input> = { ...fillAll(templates, fill) };
	for (const name of Object.keys(filled)) {
		const [, input] = ONLY_INPUT.exec(templates[name] ?? '') ?? [];
		if (input !== undefined) filled[name] = inputs[input];
	}
	return filled;
}

function fillUrl(template: EndpointTemplate, fill: Fill): string {
	const [, base = '', path = ''] = /^(\{\w+\})?(.*)$/s.exec(template.url) ?? [];
	const query = new URLSearchParams(fillAll(template.query, fill)).toString();
	return `${fill(base)}${fill(path, encodeSegment)}${query && `?${query}`}`;
}

/** A dot segment would lead the request to another path (RFC 3986 §5.2.4), however it is encoded. */
function encodeSegment(value: string): string {
	if (/^\.{1,2}$/.test(value) || value.length > LONGEST_ADDRESS) {
		throw inputProblem(
			`"${excerpt(value)}" is not an ID`,
			'Check the value, and the expression it comes from. Nothing was sent.',
		);
	}
	return encodeURIComponent(value);
}

function encodeBody(template: EndpointTemplate, headers: Record<string, string>, fill: Fill, inputs: Values) {
	if (template.form) {
		const body = new URLSearchParams(fillAll(template.form, fill)).toString();
		return { headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body };
	}
	if (template.json) {
		const body = toJson(fillJson(template.json, fill, inputs));
		return { headers: { ...headers, 'content-type': 'application/json' }, body };
	}
	return { headers };
}

const toJson = (values: Values): string => orTooDeep(() => JSON.stringify(values));
const toText = (value: Input): string => orTooDeep(() => String(value));

/** What comes from an expression may be nested deeper than any writer goes. */
function orTooDeep(write: () => string): string {
	try {
		return write();
	} catch {
		throw inputProblem(
			'A value is nested too deeply to be sent, or holds itself',
			'Check the fields that take JSON, and the expressions in them. Nothing was sent.',
		);
	}
}
