import type { Path } from './path.ts';

export const transport: Path = {
  id: 'transport',
  title: 'Moving mass',
  learn:
    'What a transport plan is, what entropy does to it and at what price, and why some algorithms need many times fewer steps than others.',
  minutes: 12,
  stops: [
    {
      link: '#/transport/couplings/exact?n=32',
      title: 'A plan is a table',
      text: [
        'Here are 32 points and 32 places they could go. Each point carries one thirty-second of the mass. A transport plan is a table with a row for each point and a column for each place: how much goes from here to there.',
        'The rows must add up to what each point has, the columns to what each place takes. Among all such tables we want the cheapest, $\\min\\langle P,C\\rangle$, where moving costs the squared distance.',
      ],
      predict: {
        question: 'The table has 32 × 32 = 1,024 entries. How many are above zero in the cheapest plan?',
        options: ['32, one in each row', 'About half of them', 'All 1,024'],
        right: 0,
        why: 'Thirty-two. With equal masses the cheapest plan is a matching: nobody’s mass is split. A problem with linear costs has its best answer at a corner, and the corners of this one are matchings.',
      },
      look: 'In the plan each row has one dark cell. Move over the threads and see which point each place is matched with.',
    },
    {
      link: '#/transport/couplings/sinkhorn?n=32&eps=0.5',
      title: 'Entropy blurs it',
      text: [
        'An exact plan is hard to compute for many points, and it jumps when a point moves a little. So we ask for something softer: cheap, and spread out. The number $\\varepsilon$ says how much spreading is worth.',
        'The plan then has a simple form, $P_{ij}=e^{(f_i+g_j-C_{ij})/\\varepsilon}$, with one number for each row and one for each column. Sinkhorn’s algorithm finds them by mending the rows, then the columns, and again.',
      ],
      predict: {
        question: 'What will the blurred plan cost, compared with the exact one?',
        options: ['Less', 'The same', 'More'],
        right: 2,
        why: 'More: about 2.19 against 1.98. No plan that keeps to the rows and columns is cheaper than the exact one, so spreading has a price. Nearly all 1,024 entries carry some mass now.',
      },
      look: 'The chart “Cost above exact” ends near 0.21. Early on it can be lower: a plan whose rows do not add up yet may be too cheap.',
    },
    {
      link: '#/transport/couplings/sinkhorn?n=32',
      title: 'Sharpness costs steps',
      text: [
        'The last run had $\\varepsilon$ = 0.5 and needed 120 steps. Now $\\varepsilon$ is 0.05, ten times smaller. The plan will be close to the exact one.',
        'A step costs the same as before. The question is how many it takes.',
      ],
      predict: {
        question: 'How many steps until the marginals are right to one part in a thousand million?',
        options: ['Fewer than 120', 'More than 1,000', 'About 120'],
        right: 1,
        why: 'About 2,750. The error falls along a straight line on the logarithmic axis, and the line gets flatter as ε gets smaller. The cost is now only 0.013 above the exact one.',
      },
      look: 'Point at ε in the equation below the pictures: its slider lights up. Move it and watch the slope of “Marginal error”.',
    },
    {
      link: '#/transport/couplings/sinkhornNewtonSparse?n=32&with=sinkhorn',
      title: 'Newton, once you are close',
      text: [
        'Sinkhorn uses each row by itself. Newton’s method looks at how rows and columns pull on one another, and solves for all of them at once. Such a step is dear, unless most of the table can be left out.',
        'At small $\\varepsilon$ most of the table is nearly zero. So this method warms up with twenty Sinkhorn steps, keeps the largest entries of each row, and goes on with Newton. Plain Sinkhorn runs beside it.',
      ],
      predict: {
        question: 'How many steps will Newton need to get to the same error?',
        options: ['Less than a twentieth', 'Half as many', 'About as many as Sinkhorn'],
        right: 0,
        why: 'It is there within about a hundred steps, and Sinkhorn needs about 2,750. Near the solution each Newton step multiplies the number of correct digits; the end of its line is almost vertical.',
      },
      look: 'The chart against steps is not the whole truth, because a Newton step is more work. Set “against” to operations and compare again.',
    },
    {
      link: '#/transport/couplings/sinkhornUnbalanced?n=32&tau=0.1',
      title: 'Not everything has to move',
      text: [
        'So far all mass had to arrive. Often that is wrong: some points may be outliers with no partner.',
        'The unbalanced problem lets a plan miss the marginals and pays for it, at a price of $\\tau$. A large $\\tau$ brings back the old problem.',
      ],
      predict: {
        question: 'The price τ is 0.1, and a typical move costs about 2. How much of the mass will be moved?',
        options: ['Nearly all', 'About half', 'Less than a tenth'],
        right: 2,
        why: 'About 4 %. Staying at home costs less than moving, so only mass that has a place close by goes. What counts is τ against the cost of the move.',
      },
      look: 'Set τ to 10: about nine tenths are moved. The chart “Mass” shows it.',
    },
    {
      link: '#/transport/couplings/quadratic?n=32',
      title: 'Soft, and still mostly empty',
      text: [
        'Entropy spreads mass over the whole table, because the slope of its penalty is infinite at zero. Another penalty, half the sum of squares, has no slope at zero.',
        'The plan is then $P_{ij}=\\tfrac1\\gamma[f_i+g_j-C_{ij}]_+$: where the bracket is negative there is nothing at all.',
      ],
      predict: {
        question: 'How many of the 1,024 entries will be above zero?',
        options: ['Exactly 32', 'Somewhat more than 32', 'Nearly all'],
        right: 1,
        why: 'About 80. Mass may be split a little, so there are more than 32, but far cells are exactly empty. And the cost is within 0.001 of the exact one.',
      },
      look: 'Raise γ: the plan softens and the count of non-zeros grows. Compare it with Sinkhorn by ticking that method.',
    },
  ],
};
