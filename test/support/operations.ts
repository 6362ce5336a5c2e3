import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { PlacedOperation } from '../../nodes/shared/node/describe';
import type { Effect } from '../../oauth/dialect';
import { boxOf } from '../../nodes/shared/fields/requestOptions';
import { matching } from '../../sandbox/shared/wildcards';
import { providers } from './providers';
import type { Step } from './testN8n';

/** The error of a failed item, as the next node gets it. */
export interface Failed {
	readonly message: string;
	readonly hint: string;
	readonly kind: string;
	readonly retry: string;
}

/** A step after whose failed items the workflow goes on, with these Request Options. */
export const goingOn = (step: Step, requestOptions: INodeParameters): Step => ({
	...sendingWith(step, requestOptions),
	onError: 'continueRegularOutput',
});

/** A step whose requests are sent as these options say: they are among the optional fields of its operation. */
export function sendingWith(step: Step, requestOptions: INodeParameters): Step {
	const { parameters } = step;
	const box = boxOfStep(step);
	return {
		...step,
		parameters: { ...parameters, [box]: { ...(parameters[box] as object), ...requestOptions } },
	};
}

function boxOfStep({ type, parameters: { resource, operation } }: Step): string {
	const placed = providers
		.find(({ folder }) => folder.toLowerCase() === type.toLowerCase())
		?.operations.find(({ value }) => value === `${String(resource)}:${String(operation)}`);
	return boxOf(placed?.operation.fields ?? []);
}

/** What operations do by what they are called, whatever their dialects say. */
const VERBS: ReadonlyArray<[RegExp, Effect]> = [
	[
		/^(authorize|create|ensureFresh|exchangeCode|forceRefresh|grantConsent|logIn|logOut|refresh|(reset|rotate)[A-Z]\w+)$/,
		'nonIdempotent',
	],
	[/^(delete|revoke|revokeEverything|update([A-Z]\w+)?)$/, 'idempotent'],
	[/^(check|get([A-Z]\w+)?|introspect|(un|re)?seal)$/i, 'safe'],
];

/** @throws {Error} for a new verb: it is for a person to say what a repeat of it would do */
export function effectOf({ value }: PlacedOperation): Effect {
	const [, verb = ''] = value.split(':');
	const effect = VERBS.find(([pattern]) => pattern.test(verb))?.[1];
	if (!effect) throw new Error(`Say in test/support/operations.ts what a repeat of "${verb}" would do`);
	return effect;
}

/** Spends or ends something of one person's, so that the items of others need not wait for it. */
const SIDE_BY_SIDE = /^(ensureFresh|exchangeCode|forceRefresh|logIn|logOut|refresh|revoke|revokeEverything)$/;

/** Whether several items of a step are under way at once: where they are about different things, or change nothing. */
export function isSideBySide(placed: PlacedOperation, { parameters }: Step): boolean {
	const differ = JSON.stringify(parameters).includes('$json');
	return effectOf(placed) === 'safe' || (differ && SIDE_BY_SIDE.test(placed.value.split(':')[1] ?? ''));
}

/** It makes an address for a browser, or works on what it is given. */
export const sendsNothing = ({ operation }: PlacedOperation): boolean =>
	operation.endpoint === undefined || operation.name === 'Get Authorization URL';

/** What becomes of a session is its result, and so is that nobody knows. */
export const isReport = ({ operation }: PlacedOperation): boolean =>
	['Check', 'Revoke Everything'].includes(operation.name);

/** Whether an item of a run has failed, be it as an error or as a report. */
export const isFailed = (placed: PlacedOperation, { error, status }: IDataObject): boolean =>
	error !== undefined || (isReport(placed) && ['unknown', 'notEnded'].includes(String(status)));

/** What the requests of an operation are known by; `*` stands for any text. */
export function targetOf({ dialect, operation }: PlacedOperation) {
	const { method, url = '' } = dialect.endpoints[operation.endpoint ?? ''] ?? {};
	const path = url
		.replace(/^(\{\w+\})?\//, '/*')
		.replace(/\?.*/, '')
		.replace(/\{\w+\}/g, '*');
	return { method, path };
}

/** Tells whether a recorded request is one of those that {@link targetOf} describes. */
export function isTo({ method, path }: ReturnType<typeof targetOf>) {
	const isPath = matching(path);
	return (request: { method: string; path: string }): boolean =>
		request.method === method && isPath(request.path);
}
