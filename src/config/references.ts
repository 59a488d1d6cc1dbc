/**
 * References to environment variables in settings: `${NAME}`. Whose environment is meant depends on the way: Grafana's
 * own for provisioning files, the one of the command for pushing. Every other dollar sign is one.
 */
const reference = /\$\{([A-Za-z_]\w*)\}/g;

/** The names of a text's references, in its order. */
export function referencedNames(text: string): readonly string[] {
  return [...text.matchAll(reference)].map(([, name = ""]) => name);
}

/** The text with other texts in the place of its references; what they bring is not looked at again. */
export function replaceReferences(text: string, valueOf: (name: string, whole: string) => string): string {
  return text.replace(reference, (whole, name: string) => valueOf(name, whole));
}
