const CHARACTERS_PER_TOKEN = 4;

/** What LangChain takes for a text: itself, or blocks of which some hold one. */
type Content = string | Array<string | { type?: string; text?: string }>;

/**
 * LangChain's own rough count. Chains that cut long texts ask for one; to be exact LangChain would fetch the tables of
 * another vendor's models from the internet, which do not fit Kie.ai's models and hold up a server without internet.
 */
export async function countTokens(content: Content): Promise<number> {
	const blocks = typeof content === 'string' ? [content] : content;
	const texts = blocks.map((block) => (typeof block === 'string' ? block : (block.text ?? '')));
	return Math.ceil(texts.join('').length / CHARACTERS_PER_TOKEN);
}
