// mon-entreprise's rules (modele-social on publicodes), a new pay each time:
//   node rival_modele_social.mjs FOLDER_WITH_NODE_MODULES
// Today's law only; no text and no step asked for.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";

const started = performance.now();
const require = createRequire(path.join(path.resolve(process.argv[2]), "x.js"));
const load = async (name) => {
  const loaded = (await import(pathToFileURL(require.resolve(name)))).default;
  return loaded.default ?? loaded;
};
const Engine = await load("publicodes");
const rules = await load("modele-social");

const log = console.log;
for (const level of ["log", "warn", "error", "info"]) console[level] = () => {};
const engine = new Engine(rules, { logger: console });
const answer = (pay) => {
  engine.setSituation({
    "salarié": "oui",
    "salarié . contrat . salaire brut": `${pay} €/mois`,
    "salarié . activité partielle": "oui",
    "salarié . activité partielle . heures travaillées": "81.67 heures/mois",
  });
  return [
    engine.evaluate("salarié . activité partielle . indemnités").nodeValue,
    engine.evaluate("salarié . activité partielle . indemnisation entreprise").nodeValue,
  ];
};
const first = answer(2500);
log(`modele-social, cold start            ${(performance.now() - started).toFixed(0).padStart(10)} ms`);
const NUMBER = 30;
const before = process.cpuUsage(); // processor time, as run.py times our work
for (let index = 0; index < NUMBER; index += 1) answer(2000 + index * 10);
const spent = process.cpuUsage(before);
const seconds = (spent.user + spent.system) / 1e6;
log(`modele-social, indemnity, allowance  ${(NUMBER / seconds).toFixed(0).padStart(10)} /s   (2500 €: ${first.join(", ")})`);
