import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { omit } from '../../../oauth/json';

/** What n8n's contexts have besides what they promise. */
interface WithCredentialsHelper {
	readonly additionalData?: IWorkflowExecuteAdditionalData;
	getMode?: IAllExecuteFunctions['getMode'];
}

/** What an expression may use that is the same for all items of a run. */
const SAME_FOR_ALL = /\$(self|vars|secrets|env|executionId|execution|workflow)\b/g;

/**
 * Whether a credential may be another one for another item. n8n computes it for each and does not tell, so the stored
 * expressions are looked at; where they cannot be seen, it may.
 */
export async function dependsOnItem(
	functions: Pick<IAllExecuteFunctions, 'getNode'>,
	type: string,
): Promise<boolean> {
	const stored = await storedCredential(functions, type).catch(() => undefined);
	return stored === undefined || filledIn(stored).some(usesItem);
}

/** Whether a person has filled in nothing but values, as far as can be seen. */
export async function isPlain(
	functions: Pick<IAllExecuteFunctions, 'getNode'>,
	type: string,
): Promise<boolean> {
	const stored = await storedCredential(functions, type).catch(() => undefined);
	return stored !== undefined && filledIn(stored).length === 0;
}

/** The expressions of a person: that of the allowed domains is ours, and depends on the credential alone. */
const filledIn = (stored: ICredentialDataDecryptedObject): string[] =>
	expressionsIn(omit(stored, 'allowedDomains'));

async function storedCredential(
	functions: Pick<IAllExecuteFunctions, 'getNode'> & WithCredentialsHelper,
	type: string,
): Promise<ICredentialDataDecryptedObject | undefined> {
	const { additionalData } = functions;
	const details = functions.getNode().credentials?.[type];
	if (!details || typeof additionalData?.credentialsHelper?.getDecrypted !== 'function') return undefined;
	const mode = functions.getMode?.() ?? 'internal';
	return await additionalData.credentialsHelper.getDecrypted(
		additionalData,
		details,
		type,
		mode,
		undefined,
		true,
	);
}

/** n8n takes any text that begins with an equals sign for an expression. */
function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
}

/** Everything else that n8n gives to an expression begins with a dollar sign, too; and chance and time differ each time. */
const usesItem = (expression: string): boolean =>
	/\$|\\|\b(?:DateTime|Date|Math)\b/.test(expression.replace(SAME_FOR_ALL, ''));
