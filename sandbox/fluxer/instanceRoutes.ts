import type { FastifyInstance } from 'fastify';

import { limit } from './limits';
import type { FluxerState } from './state';

/** `GET /.well-known/fluxer`, by which clients find the API and the web app of an instance (Fluxer API document). */
export function addInstanceRoutes(api: FastifyInstance, state: () => FluxerState): void {
	api.get('/.well-known/fluxer', { preHandler: limit(state, 'instance') }, async (_request, reply) => {
		void reply.header('Access-Control-Allow-Origin', '*');
		return discovery(state());
	});
}

function discovery({ host, settings: { selfHosted, captcha } }: FluxerState): object {
	const web = `http://${host}`;
	const api = selfHosted ? `${web}/api` : `${web}/v1`;
	return {
		api_code_version: 1,
		endpoints: {
			api,
			api_client: api,
			api_public: api,
			gateway: `ws://${host}/gateway`,
			media: `${web}/media`,
			static_cdn: `${web}/static`,
			marketing: web,
			admin: `${web}/admin`,
			invite: `${web}/invite`,
			gift: `${web}/gift`,
			webapp: web,
		},
		captcha: {
			provider: captcha ? 'hcaptcha' : 'none',
			hcaptcha_site_key: captcha ? 'demo-site-key' : null,
			turnstile_site_key: null,
		},
		features: {
			sms_mfa_enabled: false,
			voice_enabled: false,
			stripe_enabled: false,
			self_hosted: selfHosted,
			manual_review_enabled: false,
		},
		gif: { provider: 'klipy' },
		sso: { enabled: false, enforced: false, display_name: null, redirect_uri: `${web}/auth/sso/callback` },
		limits: { version: 2, traitDefinitions: [], rules: [], defaultsHash: 'sandbox' },
		push: { public_vapid_key: null },
		app_public: { sentry_dsn: '' },
	};
}
