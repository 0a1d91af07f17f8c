import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { Catalogue } from '../../kie/catalogue/catalogue';
import { connect } from '../../kie/connection';

/** The catalogue for the editor: live as soon as a credential is chosen. */
export async function catalogueFor(context: ILoadOptionsFunctions): Promise<Catalogue> {
	return await connect(context).then(
		(connection) => new Catalogue(connection),
		() => new Catalogue(),
	);
}
