import { withNotice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { exchangeCode as operation } from '../../shared/operations/tokenOperations';
import { codeGrant, isPublic } from '../access';
import { oneCopy } from '../oneCopy';

const shared = operation(codeGrant);

/**
 * `POST /v2/auth/oauth2/token` (RFC 6749 §4.1.3), as a form with the secret or with the verifier (RFC 7636 §4.5); one
 * field too many is a 400. A code lives 10 minutes, and an attempt with the wrong verifier spends it (Cal.com's
 * source). `expires_in` is in seconds.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when a public client comes without a
 * verifier; Cal.com would spend the code
 */
export const exchangeCode: Operation = {
	...shared,
	fields: withNotice(oneCopy, shared.fields),
	async run(context) {
		// Cal.com would refuse it only after it has used up the code.
		if (isPublic(await codeGrant.inputsOf(context))) context.requiredText('codeVerifier', 'Code Verifier');
		return await shared.run(context);
	},
};
