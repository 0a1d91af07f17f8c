import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { Catalogue } from '../../kie/catalogue/catalogue';
import { modelsFor, modelsOf } from '../../kie/catalogue/choose';
import type { ListedModel } from '../../kie/catalogue/merge';
import type { Intent } from '../../kie/parts';
import { connect } from '../../kie/connection';
import { intentOf } from '../actions/anyModel/intentOperations';

/** The catalogue for the editor: live as soon as a credential is chosen, and without a wait for Kie.ai's pace. */
export async function catalogueFor(context: ILoadOptionsFunctions): Promise<Catalogue> {
	return await connect(context).then(
		(connection) => new Catalogue(connection, { isImpatient: true }),
		() => new Catalogue(),
	);
}

/** What the operation that is open in the editor is about; nothing where the model alone says it. */
export const openIntent = (context: ILoadOptionsFunctions): Intent | undefined =>
	intentOf(
		context.getCurrentNodeParameter('resource'),
		context.getCurrentNodeParameter('operation'),
	);

/** The models that suit the operation that is open in the editor. */
export async function suitableModels(context: ILoadOptionsFunctions): Promise<ListedModel[]> {
	const { models } = await (await catalogueFor(context)).list();
	const intent = openIntent(context);
	const resource = String(context.getCurrentNodeParameter('resource'));
	return intent ? modelsFor(intent, models) : modelsOf(resource, models);
}
