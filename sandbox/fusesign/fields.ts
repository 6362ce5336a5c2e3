import type { FastifyRequest } from 'fastify';

import { fieldsOf, mediaTypeOf, text } from '../shared/fields';
import { FieldErrors, SilentRefusal } from './refusals';
import type { FuseSignState } from './state';

const bodyTypes = {
	formsAndJson: ['application/json', 'application/x-www-form-urlencoded'],
	jsonOnly: ['application/json'],
};

/**
 * The fields of a session call, all of them required. Everything wrong is told at once, by field. Credentials in an
 * Authorization header are not looked at (FuseSign API document: they are fields of the body).
 */
export function readFields<Name extends string>(
	{ settings }: FuseSignState,
	request: FastifyRequest,
	names: readonly Name[],
	grantType?: string,
): Record<Name, string> {
	if (!bodyTypes[settings.bodies].includes(mediaTypeOf(request))) throw new SilentRefusal(415);

	const sent = fieldsOf(request.body);
	const known = new Set<string>([...names, ...(grantType ? ['grant_type'] : [])]);
	const errors: Record<string, string[]> = {};
	for (const name of known) {
		if (text(sent[name]) === undefined) errors[name] = [`'${name}' must not be empty.`];
	}
	if (grantType && text(sent.grant_type) !== undefined && sent.grant_type !== grantType) {
		errors.grant_type = [`'grant_type' must be '${grantType}'.`];
	}
	if (settings.extraFields === 'refused') {
		for (const name of Object.keys(sent).filter((each) => !known.has(each))) {
			errors[name] = [`'${name}' is not a field of this call.`];
		}
	}
	if (Object.keys(errors).length > 0) throw new FieldErrors(errors);
	return Object.fromEntries(names.map((name) => [name, sent[name]])) as Record<Name, string>;
}
