/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { consoleProgress } from '../n8n/cache';
import { checkDependencies, checkFiles } from './checks/content';
import { officialLint, scanSource, scanTarball } from './checks/lint';
import { loadPackage } from './checks/load';
import { runChecks } from './report';
import { gateTools } from './tools';
import { prepareWorkplace, type Workplace } from './workplace';

const write = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
	const progress = consoleProgress();
	const tools = await gateTools(progress);
	progress('building and packing');
	const workplace = await prepareWorkplace(tools);
	const failed = await check(tools, workplace).finally(workplace.remove);
	process.exitCode = failed ? 1 : 0;
}

async function check(tools: string, workplace: Workplace): Promise<number> {
	const { name, version, files, size, unpackedSize } = workplace.packed;
	const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
	write(
		`${name} ${version}: ${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`,
	);
	return await runChecks(
		[
			{ name: 'files in the tarball', run: async () => await checkFiles(workplace) },
			{ name: 'no runtime dependency', run: async () => await checkDependencies(workplace) },
			{ name: "n8n's loader", run: async () => await loadPackage(workplace) },
			{ name: "n8n's scan of the sources", run: async () => await scanSource(tools, workplace) },
			{ name: "n8n's scan of the tarball", run: async () => await scanTarball(tools, workplace) },
			{ name: 'n8n-node lint', run: async () => await officialLint(tools, workplace) },
		],
		write,
	);
}

main().catch((error: Error) => {
	process.stderr.write(`${error.stack}\n`);
	process.exit(1);
});
