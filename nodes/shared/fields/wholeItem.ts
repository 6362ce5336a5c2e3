/** The item as it is, which n8n would copy into its sandbox for expressions and back. */
export const WHOLE_ITEM = '={{ $json }}';
