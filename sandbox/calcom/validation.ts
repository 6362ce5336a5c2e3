import type { FastifyRequest } from 'fastify';

import { type Fields, fieldsOf } from '../shared/fields';
import { ApiError } from './errors';

/** One thing Cal.com checks of a field: the name it reports, the test, and what it says after the field's name. */
interface Check {
	constraint: string;
	accepts: (value: unknown) => boolean;
	message: (field: string) => string;
}

export type Rules = Record<string, { optional?: boolean; checks: Check[] }>;

const check = (constraint: string, accepts: Check['accepts'], says: string): Check => ({
	constraint,
	accepts,
	message: (field) => `${field} ${says}`,
});
const isText = (value: unknown): value is string => typeof value === 'string';
const every = (accepts: Check['accepts']) => (value: unknown) => Array.isArray(value) && value.every(accepts);

export const isString = check('isString', isText, 'must be a string');
export const isBoolean = check('isBoolean', (value) => typeof value === 'boolean', 'must be a boolean value');
export const isNumber = check(
	'isNumber',
	(value) => typeof value === 'number' && Number.isFinite(value),
	'must be a number conforming to the specified constraints',
);
export const isObject = check(
	'isObject',
	(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	'must be an object',
);
export const isUrl = check(
	'isUrl',
	(value) => isText(value) && URL.canParse(value) && /^https?:/.test(value),
	'must be a URL address',
);
export const isTimeZone = check(
	'isTimeZone',
	(value) => isText(value) && isKnownTimeZone(value),
	'must be a valid IANA time-zone',
);
export const isStringList: Check[] = [
	{
		constraint: 'isString',
		accepts: every(isText),
		message: (field) => `each value in ${field} must be a string`,
	},
	check('isArray', Array.isArray, 'must be an array'),
];

export function isIn(values: readonly unknown[]): Check {
	const says = `must be one of the following values: ${values.join(', ')}`;
	return check('isIn', (value) => values.includes(value), says);
}

export function isListOf(values: readonly unknown[]): Check {
	return {
		constraint: 'isIn',
		accepts: every((value) => values.includes(value)),
		message: (field) => `each value in ${field} must be one of the following values: ${values.join(', ')}`,
	};
}

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
