/** Where n8n has browsers sent back to: registered for every demo client. Another n8n says so by SANDBOX_N8N_URL. */
const n8nUrl = process.env.SANDBOX_N8N_URL ?? 'http://localhost:5678';
export const n8nCallback = `${n8nUrl}/rest/oauth2-credential/callback`;

/** The address of a webhook of n8n, where a workflow takes the browser back itself. */
export const n8nWebhook = (path: string): string => `${n8nUrl}/webhook/${path}`;
