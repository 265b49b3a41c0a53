// "de" before a name in French: {{name, de}} writes "d’Armor", "de Kerouanton", "d’Yves", "de Yanis".
const elides = /^(?:[aeiouàâäæéèêëîïôöœùûü]|y(?![aeiouàâäéèêëîïôöùûü]))/i;

/** An h is taken as aspirated: "de Hélène" is read without trouble, "d’Halles" is not. */
export const withDe = (name: string): string => (elides.test(name.trim()) ? `d’${name}` : `de ${name}`);
