import type { Dialect, EndpointTemplate } from './dialect';
import type { HttpCall } from './http';
import { inputProblem } from './problems';
import { missingInput } from './readProblem';

/** Values for a template's inputs. An empty string counts as absent; lists and objects are for JSON bodies. */
export type Inputs = Readonly<Record<string, Input>>;
export type Input =
	string | number | boolean | null | undefined | readonly Input[] | { [name: string]: Input };

const isPresent = (value: Input) => value !== undefined && value !== '';

const INPUT = /\{(\w+)(\?{1,2})?\}/g;
/** By the names that all dialects give to them. */
const ONE_TIME_CODES = ['otp', 'mfaCode'];
const SECRET_NAME = /secret|token|password|code|otp|verifier/i;

/**
 * Builds one of a dialect's requests.
 *
 * @throws {OAuthProblem} of kind `input` when a value the template needs is missing; nothing was sent.
 */
export function buildRequest(dialect: Dialect, endpoint: string, inputs: Inputs): HttpCall {
	const template = dialect.endpoints[endpoint];
	if (!template) throw new TypeError(`${dialect.provider} has no endpoint "${endpoint}"`);
	const fill = filler(dialect, endpoint, inputs);
	const headers: Record<string, string> = {
		accept: 'application/json',
		...fillAll(template.headers, fill),
	};
	if (template.basicClient) headers.authorization = basicClient(fill('{clientId}'), fill('{clientSecret}'));
	const hasOneTimeCode = ONE_TIME_CODES.some((name) => isPresent(inputs[name]));
	return {
		endpoint,
		effect: hasOneTimeCode ? 'nonIdempotent' : template.effect,
		hasOneTimeCode,
		maxRequestsPerSecond: template.maxRequestsPerSecond,
		method: template.method,
		url: fillUrl(template, fill),
		...encodeBody(template, headers, fill, inputs),
		secrets: Object.entries(inputs).flatMap(([name, value]) =>
			SECRET_NAME.test(name) && isPresent(value) ? [String(value)] : [],
		),
	};
}

type Fill = (text: string, encode?: (value: string) => string) => string | undefined;

/** A filled text, or undefined when an optional input of it is absent. */
function filler(dialect: Dialect, endpoint: string, inputs: Inputs): Fill {
	return (text, encode = (value) => value) => {
		let absent = false;
		const filled = text.replace(INPUT, (_, name: string, optional: string | undefined) => {
			const value = inputs[name];
			if (isPresent(value) || (optional === '??' && value === '')) return encode(String(value));
			if (!optional) throw missingInput(dialect, endpoint, name);
			absent = true;
			return '';
		});
		return absent ? undefined : filled;
	};
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
function fillJson(templates: Readonly<Record<string, string>>, fill: Fill, inputs: Inputs) {
	const filled: Record<string, Input> = { ...fillAll(templates, fill) };
	for (const name of Object.keys(filled)) {
		const [, input] = /^\{(\w+)\?{0,2}\}$/.exec(templates[name] ?? '') ?? [];
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
	if (/^\.{1,2}$/.test(value)) {
		throw inputProblem(
			`"${value}" is not an ID`,
			'Check the value, and the expression it comes from. Nothing was sent.',
		);
	}
	return encodeURIComponent(value);
}

function encodeBody(template: EndpointTemplate, headers: Record<string, string>, fill: Fill, inputs: Inputs) {
	if (template.form) {
		const body = new URLSearchParams(fillAll(template.form, fill)).toString();
		return { headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body };
	}
	if (template.json) {
		const body = JSON.stringify(fillJson(template.json, fill, inputs));
		return { headers: { ...headers, 'content-type': 'application/json' }, body };
	}
	return { headers };
}

/** RFC 6749 §2.3.1: id and secret are form-encoded before they become Basic credentials. */
function basicClient(clientId = '', clientSecret = ''): string {
	const encode = (value: string) => new URLSearchParams({ v: value }).toString().slice(2);
	return `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')}`;
}
