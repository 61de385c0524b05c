/** How the commands print pictures. */

/** Pictures of a cause that are named. */
const MOST = 5;

/** @param {import("../explain/groups.js").Group} group */
export function groupLines({ kind, title, components, pictures }) {
  const lines = [
    `${kind === "cause" ? "changed" : kind}: ${title}${components.length ? ` [${components.join(", ")}]` : ""}: ${pictures.length} pictures`,
  ];
  // A title of a broken file has its problem.
  for (const { result } of pictures.slice(0, MOST))
    lines.push(kind === "broken" ? `  ${result.engine} ${result.picture.id}` : resultLine(result));
  if (pictures.length > MOST) lines.push(`  … and ${pictures.length - MOST} more`);
  return lines;
}

/** @param {import("../lane.js").Result} result */
export const resultLine = ({ engine, picture, problem }) =>
  `  ${engine} ${picture.id}${problem ? `: ${problem.split("\n").slice(0, 3).join(" ")}` : ""}`;
