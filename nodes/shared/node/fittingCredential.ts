import type { INodePropertyOptions } from 'n8n-workflow';
import { inputProblem } from '../../../oauth/problems';
import type { Operation, ProviderNode } from './operation';
import type { Parameters } from './parameters';

/**
 * Refuses a way to sign in with which an operation does not work, such as one that was chosen for another resource. n8n
 * would say that no credential was found.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input`
 */
export function requireFittingCredential(
	{ signIns, fields = [] }: ProviderNode,
	{ name, credentials }: Operation,
	context: Parameters,
): void {
	const chosen = signIns?.[context.text('authentication')];
	if (!signIns || chosen === undefined || credentials.includes(chosen)) return;
	const choices = fields.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	const fitting = choices.filter(({ value }) => credentials.includes(signIns[String(value)] ?? ''));
	throw inputProblem(
		`The operation "${name}" does not work with the credential that is chosen for this node`,
		`Choose another credential, of the kind ${fitting.map((each) => `"${each.name}"`).join(' or ')}. Nothing was sent.`,
	);
}
