/** Where n8n has browsers sent back to: registered for every demo client. Another n8n says so by SANDBOX_N8N_URL. */
export const n8nCallback = `${process.env.SANDBOX_N8N_URL ?? 'http://localhost:5678'}/rest/oauth2-credential/callback`;
