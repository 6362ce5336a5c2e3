import type { Limit } from '../limits';

/** What older versions of n8n make impossible. */
export const limits: Limit[] = [
	{
		until: '2.33.2',
		rows: /^n8n restarted, then expired/,
		of: /^oAuth2 node/,
		why: 'n8n before 2.33.2 notes no time of expiry, so that after a restart the first requests find out that a token is over',
	},
	{
		until: '2.34.6',
		rows: /^(n8n restarted|stored before used)/,
		of: /^session http/,
		why: 'n8n before 2.34.6 stores a renewed credential with values in place of its expressions. So where an HTTP Request node begins a session it is kept in memory alone, and n8n signs in again after a restart',
	},
];
