/** Where browsers find n8n; another n8n says so by SANDBOX_N8N_URL before the sandbox is loaded. */
const n8nUrl = process.env.SANDBOX_N8N_URL ?? 'http://localhost:5678';

/** The OAuth Redirect URL that n8n shows in an OAuth2 credential (n8n 2.41): registered for every demo client. */
export const n8nCallback = `${n8nUrl}/rest/oauth2-credential/callback`;

/** The address of a webhook of n8n, where a workflow takes the browser back itself. */
export const n8nWebhook = (path: string): string => `${n8nUrl}/webhook/${path}`;
