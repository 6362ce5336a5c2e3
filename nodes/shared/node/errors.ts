import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import { isOAuthProblem, type OAuthProblem } from '../../../oauth/problems';

/** n8n's two kinds of error of a node. */
export type NodeError = NodeApiError | NodeOperationError;

/**
 * Any failure as an error that n8n shows well: message, hint, item.
 *
 * n8n stores errors with the node they name, parameters included. Those may hold a password, so they are left out.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeError {
	const named = { ...node, parameters: {} };
	if (isOAuthProblem(error)) return fromProblem(named, error, itemIndex);
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return Object.assign(error, { node: named });
	}
	return new NodeOperationError(named, error instanceof Error ? error : String(error), { itemIndex });
}

function fromProblem(node: INode, problem: OAuthProblem, itemIndex?: number): NodeError {
	const { message, description } = problem;
	if (problem.kind === 'input') return new NodeOperationError(node, message, { description, itemIndex });
	return new NodeApiError(node, details(problem) as JsonObject, {
		message,
		description,
		httpCode: problem.httpStatus?.toString(),
		itemIndex,
	});
}

/** What a failed item carries when the workflow goes on: n8n's error output takes items with this one field. */
export function errorOutput(error: unknown, shown: NodeError): IDataObject {
	if (isOAuthProblem(error)) return { error: details(error) };
	const { message, description } = shown;
	return { error: { message, hint: description ?? LOOK, kind: 'input', retry: 'never' } };
}

const LOOK = 'Check the parameters of this item, and the expressions in them.';

function details(problem: OAuthProblem): IDataObject {
	return {
		message: problem.message,
		hint: problem.description,
		kind: problem.kind,
		...(problem.providerCode !== undefined && { providerCode: problem.providerCode }),
		...(problem.httpStatus !== undefined && { httpStatus: problem.httpStatus }),
		...(problem.retryAfterSeconds !== undefined && { retryAfterSeconds: problem.retryAfterSeconds }),
		retry: retryAdvice(problem),
	};
}

/**
 * Whether a repeat helps: `later`, `checkFirst` where it may have happened already, `never` as long as nothing
 * else changes.
 */
function retryAdvice(problem: OAuthProblem): 'later' | 'checkFirst' | 'never' {
	const { kind, outcomeUnknown, retryAfterSeconds } = problem;
	if (outcomeUnknown) return 'checkFirst';
	if (retryAfterSeconds !== undefined) return 'later';
	return ['rateLimited', 'unavailable', 'unreachable'].includes(kind) ? 'later' : 'never';
}
