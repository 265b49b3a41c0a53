// The quay beside the sign-in form: rows of gabled warehouses, one with its door lit.
type House = { x: number; top: number; width: number };

const gable = ({ x, top, width }: House) => {
  const slope = width * 0.3;
  return `M${x} 900V${top + slope}L${x + width / 2} ${top}L${x + width} ${top + slope}V900Z`;
};

const row = (start: number, width: number, gap: number, tops: number[]): House[] =>
  tops.map((top, index) => ({ x: start + index * (width + gap), top, width }));

const far = row(-44, 132, 11, [240, 256, 271, 240, 256, 271, 240, 256]);
const middle = row(-98, 165, 11, [386, 398, 415, 383, 400, 415, 386]);
const near = row(-66, 209, 11, [526, 541, 557, 526, 541]);
const shelves = [0, 1, 2];
const lit = 2;

export function Quay({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 880 900" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <rect width="880" height="900" fill="#014F55" />
      {far.map((house) => <path key={house.x} d={gable(house)} fill="#015D64" />)}
      {middle.map((house) => <path key={house.x} d={gable(house)} fill="#006971" />)}
      <path d="M0 640h880v260H0z" fill="#006971" />
      {near.map((house, index) => (
        <g key={house.x}>
          <path d={gable(house)} fill="#024247" />
          {shelves.map((shelf) => {
            const wide = index !== lit || shelf !== 1;
            return (
              <rect key={shelf} x={house.x + 48} y={house.top + 143 + shelf * 51} height="22" width={wide ? 112 : 68}
                fill={index === lit ? '#DDF4F6' : '#015D64'} />
            );
          })}
          {index === lit && <rect x={house.x + 132} y={house.top + 179} width="28" height="22" fill="#F0A868" />}
        </g>
      ))}
      <rect y="850" width="880" height="50" fill="#01292C" />
    </svg>
  );
}
