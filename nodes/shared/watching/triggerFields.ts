import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { alphabetically } from '../fields/alphabetical';
import { optionsOf, withRequestOptions } from '../fields/requestOptions';
import { valueOf } from '../node/operation';
import { canTellItsEnd } from './look';
import type { EventName, WatchedService } from './watched';

/** The service does not take the credential any more. The value is that of the event, as workflows store it. */
export const CONNECTION_ENDED = 'connectionEnded';

/** It takes it again, after an end that was seen. */
export const CONNECTION_RECOVERED = 'connectionRecovered';

/** It is going to end by the clock, within the days that the trigger is given. */
export const CONNECTION_ENDS_SOON = 'connectionEndsSoon';

const connectionEvents: readonly EventName[] = [
	{
		name: 'Connection Ended',
		description: 'When the service does not take the credential any more, so that a person has to act',
	},
	{ name: 'Connection Recovered', description: 'When the service takes the credential again' },
];

const endsSoon: EventName = {
	name: 'Connection Ends Soon',
	description: 'Some days before the connection ends by the clock',
};

/** All events of a service, in the order in which the editor lists them. */
export const eventsOf = ({ signIns, lists }: WatchedService): EventName[] =>
	[
		...connectionEvents,
		...(signIns.some(({ signIn }) => canTellItsEnd(signIn)) ? [endsSoon] : []),
		...lists.flatMap(({ events }) => Object.values(events)),
	]
		.filter(({ name }, index, all) => all.findIndex((each) => each.name === name) === index)
		.sort(alphabetically('name'));

/** As n8n lists what starts a workflow: `On API app added`. */
const entryOf = (name: string): string =>
	`On ${name.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase())}`;

/** The fields of a trigger, out of what there is to watch. */
export function triggerFields(service: WatchedService): INodeProperties[] {
	return [
		...authenticationField(service),
		{
			displayName: 'Events',
			name: 'events',
			type: 'multiOptions',
			required: true,
			options: eventsOf(service).map(({ name, description }) => ({
				name,
				value: valueOf(name),
				action: entryOf(name),
				description,
			})),
			default: [CONNECTION_ENDED, CONNECTION_RECOVERED],
			description: 'What starts the workflow',
		},
		optionsFieldOf(service),
	];
}

function authenticationField({ signIns }: WatchedService): INodeProperties[] {
	const options = signIns.flatMap(({ choice }): INodePropertyOptions[] => (choice ? [choice] : []));
	const usual = options[0]?.value;
	if (usual === undefined) return [];
	return [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			noDataExpression: true,
			options: [...options].sort(alphabetically('name')),
			default: usual,
		},
	];
}

const remindAfter: INodeProperties = {
	displayName: 'Remind After (Hours)',
	name: 'remindAfterHours',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 24,
	description:
		'How often Connection Ended is told again, as "connectionStillDown", as long as the connection is down. Never with 0, or without this option.',
};

const daysBefore: INodeProperties = {
	displayName: 'Ends Soon (Days)',
	name: 'endsSoonDays',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 7,
	description:
		'How many days before the end Connection Ends Soon is told; 7 without this option. Fewer than a new connection lasts.',
};

/** The one box of a trigger, with how its requests are sent. */
export function optionsFieldOf(service: WatchedService): INodeProperties {
	const own = eventsOf(service).includes(endsSoon) ? [daysBefore, remindAfter] : [remindAfter];
	const [box = optionsOf([])] = withRequestOptions([optionsOf(own)]);
	const options = (box.options ?? []) as INodeProperties[];
	// There are no items here.
	return { ...box, options: options.filter(({ name }) => name !== 'parallelRequests') };
}
