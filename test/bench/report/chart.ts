import type { Panel } from '../benchmark';

const WIDTH = 800;
const LABELS = 210;
const VALUES = 130;
const BAR = 18;
const GAP = 6;
const HEADING = 34;
const SPAN = WIDTH - LABELS - VALUES;

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const shown = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 3 });

const heightOf = ({ bars }: Panel) => HEADING + bars.length * (BAR + GAP) + 2 * GAP;

function panelOf({ title, unit, bars, line }: Panel, top: number): string {
	const most = Math.max(...bars.map(({ value }) => value), line?.value ?? 0);
	const x = (value: number) => Math.round((value / most) * SPAN);
	const bottom = HEADING + bars.length * (BAR + GAP);
	return [
		`<g transform="translate(0 ${top})">`,
		`<text x="0" y="22" class="title">${escaped(title)}</text>`,
		...bars.map(({ label, value, isOurs }, index) => {
			const y = HEADING + index * (BAR + GAP);
			const text = y + BAR - 5;
			return [
				`<text x="${LABELS - 8}" y="${text}" text-anchor="end">${escaped(label)}</text>`,
				`<rect x="${LABELS}" y="${y}" width="${x(value)}" height="${BAR}" class="${isOurs ? 'ours' : 'other'}"/>`,
				`<text x="${LABELS + x(value) + 6}" y="${text}">${shown(value)} ${escaped(unit)}</text>`,
			].join('');
		}),
		...(line
			? [
					`<line x1="${LABELS + x(line.value)}" x2="${LABELS + x(line.value)}" y1="${HEADING - 4}" y2="${bottom}"/>`,
					`<text x="${LABELS + x(line.value)}" y="${bottom + 9}" text-anchor="middle" class="small">${escaped(line.label)}</text>`,
				]
			: []),
		'</g>',
	].join('\n');
}

/** The panels below one another, readable on a light and on a dark page. */
export function chart(panels: readonly Panel[]): string {
	let height = GAP;
	const drawn = panels.map((panel) => {
		const top = height;
		height += heightOf(panel);
		return panelOf(panel, top);
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
		'<title>Benchmarks</title>',
		'<style>',
		`text { font: 12px sans-serif; fill: #24292f; } .title { font-weight: bold; font-size: 13px; } .small { font-size: 10px; }`,
		'.ours { fill: #1a7f5a; } .other { fill: #9aa4af; } line { stroke: #c0392b; stroke-dasharray: 3 2; }',
		'@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .other { fill: #6e7781; } .ours { fill: #3fb68b; } }',
		'</style>',
		...drawn,
		'</svg>',
		'',
	].join('\n');
}
