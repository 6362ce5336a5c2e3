import type { FastifyRequest } from 'fastify';

import { type Fields, fieldsOf } from '../shared/fields';
import { ApiError } from './errors';

/** One thing Cal.com checks of a field: the name it reports, the test, and what it says after the field's name. */
interface Check {
	constraint: string;
	accepts: (value: unknown) => boolean;
	message: (field: string) => string;
}

/**
 * What a body has to look like, by field: its checks, in the order in which a refusal lists those that failed. An
 * optional field may be missing or null.
 */
export type Rules = Record<string, { optional?: boolean; checks: Check[] }>;

const check = (constraint: string, accepts: Check['accepts'], says: string): Check => ({
	constraint,
	accepts,
	message: (field) => `${field} ${says}`,
});
const isText = (value: unknown): value is string => typeof value === 'string';
const every = (accepts: Check['accepts']) => (value: unknown) => Array.isArray(value) && value.every(accepts);

/**
 * A text, be it empty. This and what follows is of class-validator, whose names and words a refusal repeats (Cal.com
 * API v2 source).
 */
export const isString = check('isString', isText, 'must be a string');

/** JSON's true or false; a text such as "true" is refused. */
export const isBoolean = check('isBoolean', (value) => typeof value === 'boolean', 'must be a boolean value');

/** A finite number; a text of digits is refused. */
export const isNumber = check(
	'isNumber',
	(value) => typeof value === 'number' && Number.isFinite(value),
	'must be a number conforming to the specified constraints',
);

/** An object, be it empty; null and lists are refused. */
export const isObject = check(
	'isObject',
	(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	'must be an object',
);

/** An absolute URL of http or https. */
export const isUrl = check(
	'isUrl',
	(value) => isText(value) && URL.canParse(value) && /^https?:/.test(value),
	'must be a URL address',
);

/** A time zone that this runtime's `Intl` knows, such as `Europe/London`. */
export const isTimeZone = check(
	'isTimeZone',
	(value) => isText(value) && isKnownTimeZone(value),
	'must be a valid IANA time-zone',
);

/** A list of texts, be it empty. What is no list fails both checks, and its refusal has a line for each. */
export const isStringList: Check[] = [
	{
		constraint: 'isString',
		accepts: every(isText),
		message: (field) => `each value in ${field} must be a string`,
	},
	check('isArray', Array.isArray, 'must be an array'),
];

/** One of `values`, of the same type. */
export function isIn(values: readonly unknown[]): Check {
	const says = `must be one of the following values: ${values.join(', ')}`;
	return check('isIn', (value) => values.includes(value), says);
}

/** A list with no entry besides `values`; a refusal calls the check `isIn` as well. */
export function isListOf(values: readonly unknown[]): Check {
	return {
		constraint: 'isIn',
		accepts: every((value) => values.includes(value)),
		message: (field) => `each value in ${field} must be one of the following values: ${values.join(', ')}`,
	};
}

/** A number from `least` to `most`, the two included. A refusal has a line for each of the three checks that fails. */
export function isBetween(least: number, most: number): Check[] {
	return [
		isNumber,
		check('min', (value) => Number(value) >= least, `must not be less than ${least}`),
		check('max', (value) => Number(value) <= most, `must not be greater than ${most}`),
	];
}

/** The fields of a JSON body; a form is not read here, so its fields are missing (Cal.com API v2 source). */
export function jsonOf(request: FastifyRequest): Fields {
	const isJson = /^application\/json\b/i.test(request.headers['content-type'] ?? '');
	return isJson ? fieldsOf(request.body) : {};
}

/**
 * The fields that have a rule; others are dropped without a word. A refusal lists every failed field with the checks it
 * failed, and repeats all that was sent, secrets included (Cal.com API v2 source).
 */
export function validated<Valid extends object>(given: Fields, rules: Rules): Valid {
	const target = Object.fromEntries(Object.entries(given).filter(([name]) => name in rules));
	const errors = Object.entries(rules).flatMap(([property, { optional, checks }]) => {
		const value = target[property];
		if (optional && (value === undefined || value === null)) return [];
		const failed = checks.filter(({ accepts }) => !accepts(value));
		if (failed.length === 0) return [];
		const constraints = Object.fromEntries(
			failed.map(({ constraint, message }) => [constraint, message(property)]),
		);
		return [{ target, value, property, children: [], constraints }];
	});
	if (errors.length === 0) return target as Valid;
	throw new ApiError(400, 'Bad Request Exception', 'BadRequestException', { errors });
}

function isKnownTimeZone(name: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
	} catch {
		return false;
	}
}
