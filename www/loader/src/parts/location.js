/** Fact `g`: country and region, from the service; asked once per session. Unknown if the service does not know the
 * country. */

/** @type {import("../types").Part} */
export default (core) => {
  let asked = false;
  core.facts.g = () => {
    const known = core.recall("g", true);
    if (!known && !asked) {
      asked = true;
      core
        .getJson(`/v1/${core.manifest.site_id}/where`)
        .then(({ country, region }) => {
          core.remember("g", `${country || ""}-${region || ""}`, true);
          core.refresh();
        })
        .catch(() => {});
    }
    return known[0] === "-" ? undefined : known || undefined;
  };
};
