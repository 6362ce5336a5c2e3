import { isRecord } from '../../../oauth/json';

/**
 * A success told by its status alone: no body, or an object with a word of its own. Anything else, such as the page of
 * a network that wants its user to sign in first, comes from something in between.
 */
export const isEmptyOrObject = (body: unknown): body is object | undefined =>
	body === undefined || isRecord(body);
