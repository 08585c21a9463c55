// Contacts of free bodies with other solids: a linear spring and dashpot along the line of centres of two particles closer
// than the spacing (P. A. Cundall & O. D. L. Strack, Géotechnique 29, 47 (1979); between particles of SPH bodies
// R. B. Canelas, A. J. C. Crespo, J. M. Domínguez, R. M. Ferreira & M. Gómez-Gesteira, Comput. Phys. Commun. 202, 295 (2016)).
// The cells are those of the last sort: hence the search about the place then, wider by the skin.

var<private> contactOwn: vec4u;
var<private> contactForce: vec3f;

// Mass of a pair that swings together; a solid whose motion is prescribed does not give way.
fn contactPairMass(own: Body, other: u32) -> f32 {
  if (other == NO_BODY) { return own.contactMass; }
  let otherMass = bodies[other].contactMass;
  return own.contactMass * otherMass / (own.contactMass + otherMass);
}

fn addContact(own: vec4u, other: vec4u) {
  let d = separation(own.xyz, other.xyz);
  let distance = length(d);
  if (distance >= CONTACT_DISTANCE || distance == 0.0) { return; }
  let solid = solids[own.w - FLUID_COUNT];
  let body = bodies[solid.body];
  let otherBody = solids[other.w - FLUID_COUNT].body;
  var damping = body.contactDamping;
  if (otherBody != NO_BODY) { damping = max(damping, bodies[otherBody].contactDamping); }
  let normal = d / distance;
  let parting = dot(normal, solidVelocity(own) - solidVelocity(other));
  let overlap = CONTACT_DISTANCE - distance;
  // Schemes whose steps sound does not limit get a softer spring, which their steps resolve.
  let frequency = min(CONTACT_FREQUENCY, 0.5 / max(status.clock.timeStep, 1e-30));
  let push = frequency * (frequency * overlap - 2.0 * damping * parting);
  // Bodies that part are not held back.
  contactForce += max(contactPairMass(body, otherBody) * push, 0.0) * normal;
}

fn visitRange(range: CellRange) {
  let own = contactOwn;
  for (var k = 0u; k < range.count; k++) {
    let other = position[rangeMember(range, k)];
    if (isSolid(other.w) && other.w != own.w && other.w != RESERVE) { addContact(own, other); }
  }
}

fn addContactsOf(row: u32) {
  if (status.halt != halt_running) { return; }
  let index = u32(members[row].w);
  let material = position[index].w;
  if (solids[material - FLUID_COUNT].body == NO_BODY) { return; }
  contactOwn = position[index];
  contactForce = vec3f(0.0);
  visitSurroundings(builtPosition[index].xyz, vec3f(0.0), CONTACT_DISTANCE + CONTACT_MARGIN, layerOf(material));
  rate[RATE_RECORDS * index] += vec4f(contactForce / massOf(material), 0.0);
}
