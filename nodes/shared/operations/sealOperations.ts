import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import { jsonOfItem } from '../../../oauth/jsonOfItem';
import { secretIn } from '../../../oauth/pastedSecret';
import { LONGEST_PASTED } from '../../../oauth/pastedText';
import { inputProblem } from '../../../oauth/problems';
import { isSealed, keyIdOf } from '../../../oauth/seal';
import { ownerOfRowField } from '../fields/ownerField';
import { tokenSetField } from '../fields/ensureFreshFields';
import { SEALED_TOKENS } from '../node/itemSeals';
import type { ItemContext } from '../node/itemContext';
import type { Operation } from '../node/operation';
import { at } from './columns';
import {
	isPlainRow,
	isSealedRow,
	refuseMisplacedSeals,
	sealedIn,
	sealedRow,
	sealedText,
	secretsIn,
	unsealedRow,
} from './sealedRow';

type Work = (context: ItemContext, row: IDataObject) => Promise<IDataObject>;

/**
 * The operations of a resource that seal stored sessions and open them. They send nothing.
 *
 * @param what one of them is called, such as `token set`
 * @param credentials those that may hold the keys
 */
export const sealOperations = (what: string, credentials: readonly string[]): Operation[] => [
	operation(credentials, {
		name: 'Seal',
		action: `Seal ${what}`,
		description: `Encrypt the tokens of a stored ${what} with the seal key of the credential, for its owner alone. What is sealed already is returned as it is.`,
		work: sealOne,
	}),
	operation(credentials, {
		name: 'Unseal',
		action: `Unseal ${what}`,
		description: `Return a sealed ${what} with its tokens in the plain, which give access to an account`,
		work: unsealOne,
	}),
	operation(credentials, {
		name: 'Re-Seal',
		action: `Seal ${what} with newest key`,
		description:
			'Seal the tokens with the newest key that were sealed with an older one. What is sealed with it already is returned as it is.',
		work: resealOne,
	}),
];

const operation = (
	credentials: readonly string[],
	{ work, ...texts }: Pick<Operation, 'name' | 'action' | 'description'> & { work: Work },
): Operation => ({
	...texts,
	credentials,
	fields: [{ ...tokenSetField, description: ROW }, ownerOfRowField],
	async run(context) {
		const row = readRow(context.parameter('tokenSet'));
		context.seals.ofRow(at(row, 'owner'));
		return await work(context, row);
	},
});

const sealOne: Work = async (context, row) => {
	refuseMisplacedSeals(row);
	if (!isSealedRow(row)) {
		if (isPlainRow(row)) return await sealedRow(context, row);
		throw inputProblem('The token set holds no tokens', PASS_A_ROW);
	}
	await secretsIn(context, row);
	return row;
};

const unsealOne: Work = async (context, row) => {
	if (isSealedRow(row)) return await unsealedRow(context, row);
	if (isPlainRow(row)) return row;
	throw inputProblem('The token set holds no tokens', PASS_A_ROW);
};

const resealOne: Work = async (context, row) => {
	if (!isSealedRow(row)) throw inputProblem('The token set is not sealed', USE_SEAL);
	const secrets = await secretsIn(context, row);
	const newest = (await context.seals.keys())?.newest.id;
	if (keyIdOf(sealedIn(row)) === newest) return row;
	return { ...row, ...sealedText(row, await context.seals.seal(secrets)) };
};

/** A row, or nothing but its sealed text. */
function readRow(value: unknown): IDataObject {
	const text = typeof value === 'string' && value.length <= LONGEST_PASTED ? secretIn(value).secret : '';
	if (isSealed(text)) return { [SEALED_TOKENS]: text };
	const row = typeof value === 'string' ? jsonOfItem(value, 'Token Set') : value;
	if (isRecord(row)) return row as IDataObject;
	throw inputProblem('The field "Token Set" holds no object', PASS_A_ROW);
}

const ROW = 'A stored session, such as a row of a Data Table. All its columns are returned.';
const USE_SEAL = 'Seal it with the operation Seal. Nothing was sent.';
const PASS_A_ROW = `Pass in a row with accessToken and refreshToken, or with ${SEALED_TOKENS}. Nothing was sent.`;
