import type { INodeProperties } from 'n8n-workflow';

/** Read by `peerTubeUrl`, which drops a path that was copied along and takes an address without a scheme for https. */
export const instanceUrlField: INodeProperties = {
	displayName: 'Instance URL',
	name: 'instanceUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://peertube.example.com',
	description: 'The address of the PeerTube instance, as its start page shows it',
};
