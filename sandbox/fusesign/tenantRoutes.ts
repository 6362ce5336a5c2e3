import type { FastifyInstance, FastifyRequest } from 'fastify';

import { fieldsOf } from '../shared/fields';
import { authenticate } from './authentication';
import { checkLimit } from './limits';
import { ApiError, SilentRefusal } from './refusals';
import type { Settings } from './settings';
import type { FuseSignState } from './state';
import type { Tenant, User } from './users';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * `GET Tenant/List`, which works without a tenant, and `GET Tenant/GetBillingState`, which stands for every other call:
 * it takes `tenantId` in the query and the whole FUSESIGN scope (FuseSign documentation, Tenant and Scopes).
 */
export function addTenantRoutes(tenantApi: FastifyInstance, state: () => FuseSignState): void {
	const options = { preHandler: checkLimit(state) };

	tenantApi.get('/List', options, async (request) => {
		const { user } = authenticate(state(), request);
		tenantOf(user, request, false);
		const tenants = user.tenants.map(({ id, name }) => ({ Id: id, Name: name }));
		return cased(tenants, state().settings.fieldCase);
	});

	tenantApi.get('/GetBillingState', options, async (request) => {
		const { user, scopes } = authenticate(state(), request);
		if (scopes !== 'all' && !scopes.includes('FUSESIGN')) throw new SilentRefusal(403);
		const tenant = tenantOf(user, request, true);
		return cased(billingStateOf(tenant, state().now()), state().settings.fieldCase);
	});
}

/** The tenant the query names, which has to be one of the user's. */
function tenantOf(user: User, request: FastifyRequest, isRequired: boolean): Tenant | undefined {
	const [, value] =
		Object.entries(fieldsOf(request.query)).find(([name]) => name.toLowerCase() === 'tenantid') ?? [];
	if (value === undefined && !isRequired) return undefined;
	if (value === undefined || value === '') {
		throw badTenant("'Tenant Id' must not be empty.", 'NotEmptyValidator');
	}
	if (!guid.test(String(value))) throw badTenant(`The value '${String(value)}' is not valid.`, 'InvalidGuid');
	const tenant = user.tenants.find(({ id }) => id === String(value).toLowerCase());
	if (!tenant) throw badTenant('The tenant is not available to you.', 'TenantNotFound');
	return tenant;
}

function badTenant(ErrorMessage: string, ErrorCode: string): ApiError {
	return new ApiError(400, 'Validation failed', [{ Property: 'TenantId', ErrorMessage, ErrorCode }]);
}

function billingStateOf(tenant: Tenant | undefined, now: number): object {
	return {
		CurrentBillingPlan: {
			Id: tenant?.id,
			PlanLabel: 'Demo Plan',
			AllowFuseDocsIntegration: false,
			IsTrial: true,
			IsRetired: false,
			PlanCreditsPerPeriod: 10,
		},
		SubscriptionStatus: 'None',
		CreditSummary: {
			LastUpdated: new Date(now).toISOString(),
			CreditsRemaining: 10,
			NextUpdating: new Date(now + 86_400_000).toISOString(),
		},
	};
}

function cased(value: unknown, fieldCase: Settings['fieldCase']): unknown {
	if (fieldCase === 'pascal' || typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((each) => cased(each, fieldCase));
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [
			name.charAt(0).toLowerCase() + name.slice(1),
			cased(each, fieldCase),
		]),
	);
}
