/** The request that the page of a stage gets to show something. */

/**
 * What the page needs to show a case without special settings.
 * @param {import("./server.js").Server} server
 * @param {import("./build.js").Build} build
 * @param {import("./cases.js").Case} of
 */
export function requestOf(server, build, of) {
  const address = `${server.origin}/build/${build.name}`;
  const parts = Object.keys(build.modules).flatMap((file) => {
    const name = file.match(/^parts\/(.*)\.js$/)?.[1];
    return name ? [[name, `${address}/${file}`]] : [];
  });
  return {
    build: address,
    items: build.cases[of.id].map(({ bundle, light }) => ({ bundle, light: light && server.origin + light })),
    parts: Object.fromEntries(parts),
    teaser: of.teaser,
    is_light: false,
    holds: false,
    sheet: "",
    canvas: of.canvas,
  };
}
