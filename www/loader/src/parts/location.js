/** Fact `g`: country and region, which the service tells; asked once a session. Unknown where it cannot tell the country. */

/** @type {import("../types").Part} */
export default ({ facts, manifest, recall, refresh, remember }) => {
  let asked = false;
  facts.g = () => {
    const known = recall("g", true);
    if (!known && !asked) {
      asked = true;
      fetch(`${manifest.base_url}/v1/${manifest.site_id}/where`, { credentials: "omit" })
        .then((response) => (response.ok ? response.json() : Promise.reject()))
        .then(({ country, region }) => {
          remember("g", `${country || ""}-${region || ""}`, true);
          refresh();
        })
        .catch(() => {});
    }
    return known[0] === "-" ? undefined : known || undefined;
  };
};
