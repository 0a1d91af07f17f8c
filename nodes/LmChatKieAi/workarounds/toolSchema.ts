import type { Tool, getParametersJsonSchema } from '@n8n/ai-node-sdk';
import type { IDataObject } from 'n8n-workflow';

import type { FunctionTool } from '../../kie/chat/types';
import { isZod, schemaFromZod } from './zodSchema';

/**
 * The function tools of a model, their parameters as JSON Schema. n8n's SDK knows a zod schema by `instanceof`: one that
 * another copy of zod made (LangChain has its own in n8n 2.16) comes back as it is and would be sent as `{"_def": …}`.
 */
export const toolReader =
	(convert: typeof getParametersJsonSchema) =>
	(tools: Tool[]): FunctionTool[] =>
		tools.flatMap((tool) => {
			if (tool.type !== 'function') return [];
			const { name, description = name } = tool;
			return [{ name, description, parameters: toObjectSchema(convert(tool)) }];
		});

function toObjectSchema(converted: unknown): IDataObject {
	const read = isZod(converted) ? schemaFromZod(converted) : ((converted ?? {}) as IDataObject);
	const schema: IDataObject = { type: 'object', properties: {}, ...read };
	delete schema.$schema;
	return schema;
}
